package dev.hourglass.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// The kinds of elements that are read from an NPY file.
enum NpyElement {
    BOOL("b1", 1), UINT8("u1", 1), INT8("i1", 1), INT16("i2", 2), INT32("i4", 4), INT64("i8", 8), FLOAT32("f4", 4),
    FLOAT64("f8", 8);

    private final String code;
    private final int size;

    NpyElement(String code, int size) {
        this.code = code;
        this.size = size;
    }

    /// The kind that a `descr` such as `<f4` names.
    static Optional<NpyElement> of(String descr) {
        for (var element : values()) {
            if (descr.length() == 3 && descr.endsWith(element.code) && "<>|=".indexOf(descr.charAt(0)) >= 0) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    static ByteOrder order(String descr) {
        return descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /// Bytes of one element.
    int size() {
        return size;
    }

    /// True for bytes that are pixels, 0 to 255, and for truth values.
    boolean isPixel() {
        return this == UINT8 || this == BOOL;
    }

    /// The next element as a number; infinite where a float cannot hold it.
    float next(ByteBuffer bytes) {
        return switch (this) {
            case BOOL -> bytes.get() == 0 ? 0 : 1;
            case UINT8 -> bytes.get() & 0xff;
            case INT8 -> bytes.get();
            case INT16 -> bytes.getShort();
            case INT32 -> bytes.getInt();
            case INT64 -> bytes.getLong();
            case FLOAT32 -> bytes.getFloat();
            case FLOAT64 -> (float) bytes.getDouble();
        };
    }
}

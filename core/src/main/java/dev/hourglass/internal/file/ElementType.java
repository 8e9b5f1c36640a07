package dev.hourglass.internal.file;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The types of a tensor's values that safetensors names, and how many bytes a value has.
///
/// Model files have 32-bit floats alone; of the others, [#isRead] is true of those that can be converted.
public enum ElementType {
    F32(4), F16(2), BF16(2), F64(8), I64(8), I32(4), I16(2), I8(1), U64(8), U32(4), U16(2), U8(1), BOOL(1), F8_E4M3(1),
    F8_E5M2(1), C64(8);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    static Optional<ElementType> of(String dtype) {
        return Arrays.stream(values()).filter(type -> type.name().equals(dtype)).findFirst();
    }

    /// Bytes of one value.
    int bytes() {
        return bytes;
    }

    /// Whether the values can be read as 32-bit floats.
    public boolean isRead() {
        return this == F32 || this == F16 || this == BF16 || this == F64;
    }

    /// The next values as 32-bit floats, the nearest to each.
    void read(ByteBuffer from, float[] into, int at, int count) {
        if (this == F32) {
            from.asFloatBuffer().get(into, at, count);
            return;
        }
        for (int i = at; i < at + count; i++) {
            into[i] = next(from);
        }
    }

    private float next(ByteBuffer from) {
        return switch (this) {
            case F16 -> Float.float16ToFloat(from.getShort());
            // The upper half of a 32-bit float.
            case BF16 -> Float.intBitsToFloat(from.getShort() << Short.SIZE);
            case F64 -> (float) from.getDouble();
            case F32, I64, I32, I16, I8, U64, U32, U16, U8, BOOL, F8_E4M3, F8_E5M2, C64 ->
                throw new IllegalStateException(
                        String.format(Locale.ROOT, "values of type %s cannot be read one by one", this));
        };
    }
}

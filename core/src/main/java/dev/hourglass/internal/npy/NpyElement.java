package dev.hourglass.internal.npy;

import dev.hourglass.internal.text.NumberText;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The kinds of elements that are read from an NPY file.
enum NpyElement {
    BOOL("b1", 1), UINT8("u1", 1), UINT16("u2", 2), UINT32("u4", 4), UINT64("u8", 8), INT8("i1", 1), INT16("i2", 2),
    INT32("i4", 4),
    INT64("i8", 8), FLOAT16("f2", 2), FLOAT32("f4", 4), FLOAT64("f8", 8);

    private static final Pattern DESCR = Pattern.compile("[<>|=]?([A-Za-z?])\\d{0,9}(\\[.{0,20}\\])?");
    private static final String CONVERT = "convert with array.astype('f4')";

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

    /// What a `descr` that names no kind here means, and how to make numbers of it.
    static String refusal(String descr) {
        var matcher = DESCR.matcher(descr);
        if (!matcher.matches()) {
            return "expected numbers, found another type; " + CONVERT;
        }
        return String.format(Locale.ROOT, "expected numbers, found %s (%s); %s", descr, meaning(matcher.group(1)),
                remedy(matcher.group(1)));
    }

    private static String meaning(String kind) {
        return switch (kind) {
            case "c" -> "complex numbers";
            case "U", "S", "a" -> "texts";
            case "O" -> "Python objects";
            case "M" -> "dates";
            case "m" -> "time spans";
            case "V" -> "raw bytes";
            default -> "an unsupported type";
        };
    }

    private static String remedy(String kind) {
        return switch (kind) {
            case "c" -> "save np.concatenate([array.real, array.imag], -1), or np.abs(array)";
            case "U", "S", "a" ->
                "convert texts that are numbers with array.astype('f4'), and encode others as numbers first";
            case "O" -> "make rows of one length and convert with np.array(rows, 'f4')";
            case "M", "m" -> "convert to a count, for example with array.astype('i8'), and scale it";
            case "V" -> "set the type of the bytes with array.view, such as array.view('f4')";
            default -> CONVERT;
        };
    }

    static ByteOrder order(String descr) {
        return descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /// Bytes of one element.
    int size() {
        return size;
    }

    /// The next element as a number; infinite where a float cannot hold it.
    float next(ByteBuffer bytes) {
        return switch (this) {
            case BOOL -> bytes.get() == 0 ? 0 : 1;
            case UINT8 -> bytes.get() & 0xff;
            case UINT16 -> bytes.getShort() & 0xffff;
            case UINT32 -> bytes.getInt() & 0xffff_ffffL;
            case UINT64 -> unsigned(bytes.getLong());
            case INT8 -> bytes.get();
            case INT16 -> bytes.getShort();
            case INT32 -> bytes.getInt();
            case INT64 -> bytes.getLong();
            case FLOAT16 -> Float.float16ToFloat(bytes.getShort());
            case FLOAT32 -> bytes.getFloat();
            case FLOAT64 -> (float) bytes.getDouble();
        };
    }

    /// Halved for the conversion, with the bit that falls off kept for the rounding.
    private static float unsigned(long bits) {
        return bits >= 0 ? bits : (float) (bits >>> 1 | (bits & 1)) * 2;
    }

    /// An element that is not finite as a float, in words.
    String describe(ByteBuffer bytes, int at) {
        return this == FLOAT64
                ? NumberText.describe(bytes.getDouble(at))
                : String.valueOf(next(bytes.duplicate().order(bytes.order()).position(at)));
    }
}

package dev.hourglass.server.protocol;

import dev.hourglass.data.DataException;
import dev.hourglass.server.tensor.Datatype;
import dev.hourglass.server.tensor.Elements;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Elements of a tensor as bytes: little-endian, without gaps; texts behind their length of four bytes.
final class BinaryElements {
    private BinaryElements() {}

    /// @param count as many elements as the shape says
    /// @throws DataException if there are not as many bytes
    static Elements read(String tensor, Datatype type, int count, ByteBuffer bytes) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        if (type == Datatype.BYTES) {
            return texts(tensor, count, bytes);
        }
        if (bytes.remaining() != (long) count * type.size()) {
            throw new DataException("input '%s': expected %d bytes for %d elements of the type %s, found %d".formatted(
                    tensor, (long) count * type.size(), count, type, bytes.remaining()));
        }
        if (type == Datatype.FP32) {
            var values = new float[count];
            bytes.asFloatBuffer().get(values);
            return new Elements.Floats(values);
        }
        var values = new double[count];
        for (int i = 0; i < count; i++) values[i] = number(tensor, type, bytes);
        return new Elements.Doubles(values);
    }

    private static double number(String tensor, Datatype type, ByteBuffer bytes) {
        return switch (type) {
            case BOOL -> IntegerRange.required("input '" + tensor + "'", type, Byte.toUnsignedInt(bytes.get()));
            case UINT8 -> Byte.toUnsignedInt(bytes.get());
            case INT8 -> bytes.get();
            case UINT16 -> Short.toUnsignedInt(bytes.getShort());
            case INT16 -> bytes.getShort();
            case UINT32 -> Integer.toUnsignedLong(bytes.getInt());
            case INT32 -> bytes.getInt();
            case UINT64 -> unsigned(bytes.getLong());
            case INT64 -> bytes.getLong();
            case FP64 -> bytes.getDouble();
            case FP32, BYTES -> throw new IllegalArgumentException(type.name());
        };
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
    }

    private static Elements texts(String tensor, int count, ByteBuffer bytes) {
        // Each takes four bytes at least: no more are made than were sent.
        if (bytes.remaining() < (long) count * Integer.BYTES) {
            throw cut(tensor, count);
        }
        var texts = new @Nullable String[count];
        for (int i = 0; i < count; i++) {
            if (bytes.remaining() < Integer.BYTES) {
                throw cut(tensor, count);
            }
            long length = Integer.toUnsignedLong(bytes.getInt());
            if (length > bytes.remaining()) {
                throw cut(tensor, count);
            }
            texts[i] = text(tensor, i, bytes.slice(bytes.position(), (int) length));
            bytes.position(bytes.position() + (int) length);
        }
        if (bytes.hasRemaining()) {
            throw new DataException(
                    "input '%s': expected %d texts, found %d more bytes".formatted(tensor, count, bytes.remaining()));
        }
        return new Elements.Texts(texts);
    }

    private static DataException cut(String tensor, int count) {
        return new DataException(
                "input '%s': expected %d texts, each behind its length of four bytes, found fewer bytes"
                        .formatted(tensor, count));
    }

    private static String text(String tensor, int index, ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException _) {
            throw new DataException(
                    "input '%s': expected texts in UTF-8, found other bytes in element %d".formatted(tensor, index));
        }
    }

    /// The elements of an answer's tensor.
    static byte[] write(Datatype type, Elements elements) {
        return switch (elements) {
            case Elements.Floats(var values) -> {
                var bytes = new byte[values.length * Float.BYTES];
                little(bytes).asFloatBuffer().put(values);
                yield bytes;
            }
            case Elements.Doubles(var values) when type == Datatype.BOOL -> {
                var bytes = new byte[values.length];
                for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) values[i];
                yield bytes;
            }
            case Elements.Doubles(var values) -> {
                var bytes = new byte[values.length * Double.BYTES];
                little(bytes).asDoubleBuffer().put(values);
                yield bytes;
            }
            case Elements.Texts(var values) -> write(values);
        };
    }

    private static byte[] write(@Nullable String[] values) {
        var texts = Arrays.stream(values)
                .map(text -> Objects.requireNonNullElse(text, "").getBytes(StandardCharsets.UTF_8)).toList();
        var bytes = new byte[texts.stream().mapToInt(text -> Integer.BYTES + text.length).sum()];
        var buffer = little(bytes);
        for (var text : texts) buffer.putInt(text.length).put(text);
        return bytes;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}

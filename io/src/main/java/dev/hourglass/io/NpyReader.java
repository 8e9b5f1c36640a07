package dev.hourglass.io;

import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads one NPY file from its beginning. Nothing large is allocated before the header has been held against the length
/// of the file. Whatever is wrong with the bytes becomes an [NpyFormatException].
final class NpyReader {
    private static final int MAX_HEADER = 0xffff;
    private static final int BLOCK = 1 << 16;
    private static final Pattern SHORT_DESCR = Pattern.compile("[<>|=]?[A-Za-z]\\d{0,3}");

    /// The longest array that every JVM can allocate.
    private static final long MAX_ELEMENTS = Integer.MAX_VALUE - 16;

    private final FileChannel channel;

    NpyReader(FileChannel channel) {
        this.channel = channel;
    }

    Dataset read(String name) throws IOException {
        var header = header();
        long offset = channel.position();
        if (header.fortranOrder()) {
            throw new NpyFormatException(offset,
                    "expected C order, found Fortran order; save numpy.ascontiguousarray(array)");
        }
        var element = NpyElement.of(header.descr()).orElseThrow(() -> new NpyFormatException(offset,
                "expected elements of type b1, u1, i1, i2, i4, i8, f4 or f8, found %s; convert with array.astype('f4')"
                        .formatted(SHORT_DESCR.matcher(header.descr()).matches() ? header.descr() : "another type")));
        var shape = sampleShape(header.shape(), offset);
        int count = count(header.shape(), element, offset, channel.size());
        return element.isPixel()
                ? Dataset.ofBytes(name, shape, pixels(element, count), Optional.empty())
                : Dataset.ofFloats(name, shape, floats(header.descr(), element, count, shape), Optional.empty());
    }

    private NpyHeader header() throws IOException {
        var start = bytes(NpyHeader.MAGIC.size() + 2);
        for (int i = 0; i < NpyHeader.MAGIC.size(); i++) {
            if (start.get(i) != NpyHeader.MAGIC.get(i)) {
                throw new NpyFormatException(i,
                        "expected an NPY file, which begins with \\x93NUMPY, found other bytes");
            }
        }
        int version = start.get(NpyHeader.MAGIC.size());
        if (version < 1 || version > 3) {
            throw new NpyFormatException(NpyHeader.MAGIC.size(), "expected version 1, 2 or 3, found " + version);
        }
        long length = version == 1
                ? bytes(Short.BYTES).getShort() & 0xffffL
                : bytes(Integer.BYTES).getInt() & 0xffff_ffffL;
        long offset = channel.position();
        if (length > Math.min(MAX_HEADER, channel.size() - offset)) {
            throw new NpyFormatException(offset,
                    "the header has %d bytes, expected at most %d; the file is truncated or damaged"
                            .formatted(length, Math.min(MAX_HEADER, channel.size() - offset)));
        }
        var text = bytes((int) length);
        try {
            return NpyHeader.parse(StandardCharsets.ISO_8859_1.decode(text).toString());
        } catch (NpyFormatException trouble) {
            throw trouble.after(offset);
        }
    }

    private static Shape sampleShape(List<Long> extents, long offset) {
        if (extents.size() < 2 || extents.size() > 4) {
            throw new NpyFormatException(offset, ("expected extents [sample][feature], [sample][height][width] or "
                    + "[sample][height][width][channel], found %d extents").formatted(extents.size()));
        }
        try {
            int[] dims = extents.stream().skip(1).mapToInt(Math::toIntExact).toArray();
            return dims.length == 2 ? Shape.of(dims[0], dims[1], 1) : Shape.of(dims);
        } catch (SpecException | ArithmeticException unusable) {
            throw new NpyFormatException(offset, "extents %s: a sample needs 1 to %d features in all"
                    .formatted(extents, Integer.MAX_VALUE / 64));
        }
    }

    /// The number of elements, which must be what the rest of the file holds.
    private static int count(List<Long> extents, NpyElement element, long offset, long fileSize) {
        long room = fileSize - offset;
        long count = 1;
        for (long extent : extents) {
            if (extent > 0 && count > MAX_ELEMENTS / extent) {
                throw new NpyFormatException(offset, "extents %s are more than %d elements; split the array"
                        .formatted(extents, MAX_ELEMENTS));
            }
            count *= extent;
        }
        if (count * element.size() != room) {
            throw new NpyFormatException(offset, "expected %d bytes of data for extents %s, found %d; the file is %s"
                    .formatted(count * element.size(), extents, room,
                            count * element.size() > room ? "truncated" : "too long"));
        }
        return (int) count;
    }

    private byte[] pixels(NpyElement element, int count) throws IOException {
        var pixels = bytes(count).array();
        if (element == NpyElement.BOOL) {
            for (int i = 0; i < count; i++) {
                pixels[i] = (byte) (pixels[i] == 0 ? 0 : 255);
            }
        }
        return pixels;
    }

    private float[] floats(String descr, NpyElement element, int count, Shape shape)
            throws IOException {
        var values = new float[count];
        for (int from = 0; from < count; from += BLOCK) {
            int to = Math.min(from + BLOCK, count);
            long offset = channel.position();
            var block = bytes((to - from) * element.size()).order(NpyElement.order(descr));
            for (int i = from; i < to; i++) {
                values[i] = element.next(block);
                if (!Float.isFinite(values[i])) {
                    throw new NpyFormatException(offset + (long) (i - from) * element.size(),
                            "sample %d, feature %d: expected a finite number, found %s; remove or fill it"
                                    .formatted(i / shape.size(), i % shape.size(), values[i]));
                }
            }
        }
        return values;
    }

    /// The next bytes, ready to be read in little-endian order.
    private ByteBuffer bytes(int count) throws IOException {
        var bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new NpyFormatException(channel.position(), "the file ends too early; it is truncated or damaged");
            }
        }
        return bytes.flip();
    }
}

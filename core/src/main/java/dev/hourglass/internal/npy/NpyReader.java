package dev.hourglass.internal.npy;

import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads one array in NPY format from its beginning. Memory is taken as data arrives, never because a header asks for it.
/// Whatever is wrong with the bytes becomes an [NpyFormatException].
public final class NpyReader {
    private static final int MAX_HEADER = 0xffff;
    private static final int BLOCK = 1 << 16;

    /// The longest array that every JVM can allocate.
    private static final long MAX_ELEMENTS = Integer.MAX_VALUE - 16;

    private final InputStream in;
    private final long size;
    private final long atOnce;
    private long at;

    /// @param size bytes of the array with its header, by the file's length or the archive
    /// @param atOnce elements for which there may be memory before they arrive
    public NpyReader(InputStream in, long size, long atOnce) {
        this.in = in;
        this.size = size;
        this.atOnce = Math.max(BLOCK, atOnce);
    }

    /// Samples without labels, one for each index of the first extent.
    public Dataset samples(String name) throws IOException {
        return samples(name, Optional.empty());
    }

    /// Samples, one for each index of the first extent.
    public Dataset samples(String name, Optional<Labels> labels) throws IOException {
        var header = header();
        var element = element(header);
        var shape = sampleShape(header.shape());
        int count = count(header.shape(), element);
        var order = ElementOrder.of(header);
        var dataset = switch (element) {
            case BOOL, UINT8 -> {
                var pixels = pixels(element, count);
                yield Dataset.ofBytes(
                        name, shape, order.samples(), (sample, into) -> order.write(pixels, sample, into, 0),
                        labels);
            }
            case UINT16 -> {
                var pixels = shorts(header, count);
                yield Dataset.ofShorts(
                        name, shape, order.samples(), (sample, into) -> order.write(pixels, sample, into, 0),
                        labels);
            }
            case UINT32, UINT64, INT8, INT16, INT32, INT64, FLOAT16, FLOAT32, FLOAT64 -> {
                var values = floats(header, element, count, order);
                yield Dataset.ofFloats(
                        name, shape, order.samples(), (sample, into) -> order.write(values, sample, into, 0),
                        labels);
            }
        };
        requireEnd();
        return dataset;
    }

    /// Numbers as they are, in C order, with any number of extents.
    public NpyArray array() throws IOException {
        var header = header();
        var element = element(header);
        int count = count(header.shape(), element);
        var order = ElementOrder.of(header);
        var elements = floats(header, element, count, order);
        var values = new float[count];
        for (int sample = 0; sample < order.samples() && count > 0; sample++) {
            order.write(elements, sample, values, sample * order.size());
        }
        requireEnd();
        return new NpyArray(header.shape().stream().map(Math::toIntExact).toList(), values);
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
        long offset = at;
        if (length > Math.min(MAX_HEADER, size - offset)) {
            throw new NpyFormatException(offset,
                    String.format(Locale.ROOT,
                            "the header has %d bytes, expected at most %d; the file is truncated or damaged", length,
                            Math.min(MAX_HEADER, size - offset)));
        }
        var text = bytes((int) length);
        try {
            return NpyHeader.parse(StandardCharsets.ISO_8859_1.decode(text).toString());
        } catch (NpyFormatException e) {
            throw e.after(offset);
        }
    }

    private NpyElement element(NpyHeader header) {
        return NpyElement.of(header.descr())
                .orElseThrow(() -> new NpyFormatException(at, NpyElement.refusal(header.descr())));
    }

    private Shape sampleShape(List<Long> extents) {
        if (extents.size() < 2 || extents.size() > 4) {
            throw new NpyFormatException(at,
                    String.format(Locale.ROOT, "expected extents [sample][feature], [sample][height][width] or "
                            + "[sample][height][width][channel], found %d extents%s", extents.size(),
                            extents.size() == 1 ? "; save array[:, None] for samples of one feature" : ""));
        }
        try {
            int[] dims = extents.stream().skip(1).mapToInt(Math::toIntExact).toArray();
            return dims.length == 2 ? Shape.of(dims[0], dims[1], 1) : Shape.of(dims);
        } catch (SpecException | ArithmeticException unusable) {
            throw new NpyFormatException(at, String.format(Locale.ROOT,
                    "extents %s: a sample needs 1 to %d features in all", extents, Integer.MAX_VALUE / 64));
        }
    }

    /// The number of elements, which must be what the rest of the file holds.
    private int count(List<Long> extents, NpyElement element) {
        long room = size - at;
        long count = 1;
        for (long extent : extents) {
            if (extent > Integer.MAX_VALUE || (extent > 0 && count > MAX_ELEMENTS / extent)) {
                throw new NpyFormatException(at, String.format(Locale.ROOT,
                        "extents %s are more than %d elements; split the array", extents, MAX_ELEMENTS));
            }
            count *= extent;
        }
        if (count * element.size() != room) {
            throw new NpyFormatException(at,
                    String.format(Locale.ROOT, "expected %d bytes of data for extents %s, found %d; the file is %s",
                            count * element.size(), extents, room,
                            count * element.size() > room ? "truncated" : "too long"));
        }
        return (int) count;
    }

    private byte[] pixels(NpyElement element, int count) throws IOException {
        var pixels = new byte[(int) Math.min(count, atOnce)];
        for (int from = 0; from < count; from = pixels.length) {
            if (from > 0) pixels = Arrays.copyOf(pixels, (int) Math.min(count, 2L * from));
            fill(pixels, from);
        }
        if (element == NpyElement.BOOL) {
            for (int i = 0; i < count; i++) {
                pixels[i] = (byte) (pixels[i] == 0 ? 0 : 255);
            }
        }
        return pixels;
    }

    private short[] shorts(NpyHeader header, int count) throws IOException {
        var pixels = new short[(int) Math.min(count, atOnce)];
        for (int from = 0; from < count; from += BLOCK) {
            int to = Math.min(from + BLOCK, count);
            if (to > pixels.length) pixels = Arrays.copyOf(pixels, (int) Math.min(count, 2L * pixels.length));
            bytes((to - from) * Short.BYTES).order(NpyElement.order(header.descr())).asShortBuffer().get(pixels, from,
                    to - from);
        }
        return pixels;
    }

    private float[] floats(NpyHeader header, NpyElement element, int count, ElementOrder order) throws IOException {
        var values = new float[(int) Math.min(count, atOnce)];
        for (int from = 0; from < count; from += BLOCK) {
            int to = Math.min(from + BLOCK, count);
            if (to > values.length) values = Arrays.copyOf(values, (int) Math.min(count, 2L * values.length));
            long offset = at;
            var block = bytes((to - from) * element.size()).order(NpyElement.order(header.descr()));
            for (int i = from; i < to; i++) {
                values[i] = element.next(block);
                if (!Float.isFinite(values[i])) {
                    int within = (i - from) * element.size();
                    throw new NpyFormatException(offset + within,
                            String.format(Locale.ROOT, "%s: expected a finite number, found %s; %s", order.place(i),
                                    element.describe(block, within), "remove or fill it"));
                }
            }
        }
        return values;
    }

    /// The next bytes, ready to be read in little-endian order.
    private ByteBuffer bytes(int count) throws IOException {
        var bytes = new byte[count];
        fill(bytes, 0);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void fill(byte[] bytes, int from) throws IOException {
        int found = in.readNBytes(bytes, from, bytes.length - from);
        at += found;
        if (found < bytes.length - from) {
            throw new NpyFormatException(at, "the file ends too early; it is truncated or damaged");
        }
    }

    private void requireEnd() throws IOException {
        if (in.read() >= 0) {
            throw new NpyFormatException(at, "expected the end of the array, found more bytes; the file is damaged");
        }
    }
}

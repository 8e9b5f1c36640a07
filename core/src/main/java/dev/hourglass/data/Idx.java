package dev.hourglass.data;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The IDX format of the MNIST files (LeCun, Cortes and Burges 1998): a magic number, big-endian extents, bytes.
/// Compressed files (gzip) are recognised by their first two bytes.
///
/// Every method throws [DataException] if what it reads is missing, truncated, damaged, too long or not an IDX file of
/// bytes with the right number of extents. Memory is taken as data arrives, never because a header asks for it.
public final class Idx {
    private static final int UNSIGNED_BYTES = 0x08;
    private static final int GZIP_MAGIC = 0x1f8b;
    /// Bytes that a packed one becomes at most (Deutsch 1996, RFC 1951: 258 bytes of a match in 2 bits).
    private static final long DEFLATE_RATIO = 1032;
    private static final int BUFFER = 1 << 16;
    /// The array for a file's samples begins with so many and doubles as long as they arrive.
    private static final int FIRST_BYTES = 1 << 20;

    /// The longest array that every JVM can allocate.
    private static final long MAX_BYTES = Integer.MAX_VALUE - 16;

    private Idx() {}

    /// Reads a file of pictures `[sample][row][column]` as samples of shape `[rows, columns, 1]`.
    public static Dataset images(String name, Path file, Optional<Labels> labels) {
        return open(file, (in, length) -> images(name, file.toString(), in, length, labels));
    }

    /// Reads pictures `[sample][row][column]` as samples of shape `[rows, columns, 1]`, to the end of the stream.
    ///
    /// @param source what the stream is called in messages
    public static Dataset images(String name, String source, InputStream in, Optional<Labels> labels) {
        return images(name, source, in, Long.MAX_VALUE, labels);
    }

    private static Dataset images(
            String name, String source, InputStream in, long longest, Optional<Labels> labels) {
        return read(source, in, 3, (data, extents) -> {
            var shape = pictureShape(source, extents[1], extents[2]);
            long count = (long) extents[0] * shape.size();
            return new ArrayDataset(name, shape, Features.Bytes.of(bytes(source, data, count, longest)), labels);
        });
    }

    /// Reads a file of classes `[sample]`.
    public static Labels labels(Path file) {
        return open(file, (in, length) -> labels(file.toString(), in, length));
    }

    /// Reads classes `[sample]`, to the end of the stream.
    ///
    /// @param source what the stream is called in messages
    public static Labels labels(String source, InputStream in) {
        return labels(source, in, Long.MAX_VALUE);
    }

    private static Labels labels(String source, InputStream in, long longest) {
        return read(source, in, 1, (data, extents) -> {
            var bytes = bytes(source, data, extents[0], longest);
            var classes = new int[bytes.length];
            for (int i = 0; i < classes.length; i++) {
                classes[i] = bytes[i] & 0xff;
            }
            return Labels.of(classes);
        });
    }

    private interface Body<T> {
        T read(InputStream in, int[] extents) throws IOException;
    }

    private interface Reader<T> {
        /// @param longest bytes that the file can hold, unpacked
        T read(InputStream in, long longest);
    }

    private static <T> T open(Path file, Reader<T> reader) {
        try (var in = Files.newInputStream(file)) {
            return reader.read(in, DEFLATE_RATIO * Files.size(file));
        } catch (NoSuchFileException missing) {
            throw new DataException(file, "no such file", missing);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    private static <T> T read(String source, InputStream packed, int rank, Body<T> body) {
        try {
            var in = unpacked(packed);
            var result = body.read(in, extents(source, in, rank));
            if (in.read() >= 0) {
                throw new DataException(source,
                        "expected the end of the data, found more bytes; the header and the data "
                                + "do not belong together");
            }
            return result;
        } catch (EOFException | ZipException damaged) {
            throw new DataException(source, "the compressed data is truncated or damaged; fetch it again", damaged);
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    private static InputStream unpacked(InputStream packed) throws IOException {
        var in = new BufferedInputStream(packed, BUFFER);
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(in, BUFFER) : in;
    }

    private static int[] extents(String source, InputStream in, int rank) throws IOException {
        var header = ByteBuffer.wrap(in.readNBytes(Integer.BYTES * (1 + rank)));
        int expected = UNSIGNED_BYTES << 8 | rank;
        if (header.remaining() >= Integer.BYTES && header.getInt() != expected) {
            throw new DataException(source,
                    String.format(Locale.ROOT,
                            "expected an IDX file of unsigned bytes with %d extents (magic 0x%08x), found magic 0x%08x",
                            rank, expected, header.getInt(0)));
        }
        if (header.remaining() < Integer.BYTES * rank) {
            throw new DataException(source,
                    String.format(Locale.ROOT,
                            "expected a header of %d bytes, found %d; the file is truncated, fetch it again",
                            Integer.BYTES * (1 + rank), header.limit()));
        }
        var extents = new int[rank];
        for (int i = 0; i < rank; i++) {
            extents[i] = header.getInt();
            if (extents[i] < 0) {
                throw new DataException(source,
                        String.format(Locale.ROOT, "extent %d: expected 0 or more, found %d", i, extents[i]));
            }
        }
        return extents;
    }

    private static Shape pictureShape(String source, int rows, int columns) {
        try {
            return Shape.of(rows, columns, 1);
        } catch (SpecException unusable) {
            throw new DataException(source, "the pictures cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    /// @param longest more bytes than that cannot be there, so that nothing is allocated for a false header
    private static byte[] bytes(String source, InputStream in, long count, long longest) throws IOException {
        if (count > longest) {
            throw new DataException(source,
                    String.format(Locale.ROOT,
                            "the header claims %d bytes, more than the file can hold; it is truncated or damaged, fetch it again",
                            count));
        }
        if (count > MAX_BYTES) {
            throw new DataException(source,
                    String.format(Locale.ROOT, "%d bytes do not fit into memory at once; split the file", count));
        }
        var bytes = new byte[(int) Math.min(count, FIRST_BYTES)];
        int read = in.readNBytes(bytes, 0, bytes.length);
        while (read == bytes.length && read < count) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(count, 2L * read));
            read += in.readNBytes(bytes, read, bytes.length - read);
        }
        if (read < count) {
            throw new DataException(source,
                    String.format(Locale.ROOT,
                            "expected %d bytes after the header, found %d; the file is truncated, fetch it again",
                            count, read));
        }
        return bytes;
    }

    private static DataException unreadable(String source, IOException e) {
        return new DataException(source, "cannot be read: " + e.getMessage(), e);
    }
}

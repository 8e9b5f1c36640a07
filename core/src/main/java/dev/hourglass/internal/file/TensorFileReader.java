package dev.hourglass.internal.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Reads a file of tensors in safetensors' layout that somebody may have damaged, or made to do harm.
///
/// Every number in the file is held against the file's length before anything of its size is allocated, and every
/// checksum that the file has is verified before a value is used. Whatever is wrong becomes a [TensorFileException].
public final class TensorFileReader implements Closeable {
    /// The longest array that every JVM can allocate.
    private static final long MAX_VALUES = Integer.MAX_VALUE - 16;

    private final Path file;
    private final FileChannel channel;
    private final TensorHeader header;
    private final long dataAt;

    private TensorFileReader(Path file, FileChannel channel, TensorHeader header, long dataAt) {
        this.file = file;
        this.channel = channel;
        this.header = header;
        this.dataAt = dataAt;
    }

    /// Reads and checks the header of a file of our own, whose tensors are 32-bit floats.
    ///
    /// @throws TensorFileException if the file is missing or not one of tensors, or if the tensors do not fill it exactly
    public static TensorFileReader open(Path file) {
        return open(file, FileKind.MODEL);
    }

    /// Reads and checks the header of anybody's file, whose tensors may be of any type.
    ///
    /// @throws TensorFileException if the file is missing or not one of tensors, or if the tensors do not fill it exactly
    public static TensorFileReader openWeights(Path file) {
        return open(file, FileKind.WEIGHTS);
    }

    private static TensorFileReader open(Path file, FileKind kind) {
        FileChannel channel;
        try {
            channel = FileChannel.open(file);
        } catch (NoSuchFileException missing) {
            throw new TensorFileException(file, "no such file", missing);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        try {
            return open(file, kind, channel);
        } catch (IOException | RuntimeException e) {
            try (channel) {
                throw e instanceof IOException io ? unreadable(file, io) : (RuntimeException) e;
            } catch (IOException closing) {
                throw unreadable(file, closing);
            }
        }
    }

    private static TensorFileReader open(Path file, FileKind kind, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < Layout.START) {
            throw new TensorFileException(file, size,
                    String.format(Locale.ROOT, "expected at least %d bytes, found %d; the file is truncated",
                            Layout.START, size));
        }
        var digits = ByteBuffer.allocate(Layout.START).order(ByteOrder.LITTLE_ENDIAN);
        read(file, channel, 0, digits);
        long length = digits.getLong();
        long longest = Math.min(Layout.MAX_HEADER, size - Layout.START);
        if (length < 2 || length > longest) {
            var start = ByteBuffer.allocate((int) Math.min(size, ForeignFormat.START));
            read(file, channel, 0, start);
            ForeignFormat.of(start.array()).ifPresent(found -> {
                throw new TensorFileException(file, 0, kind.refusal(found));
            });
            throw new TensorFileException(file, 0,
                    String.format(Locale.ROOT,
                            "expected a header of 2 to %d bytes, found %d; this is not a complete %s file", longest,
                            length, kind.word()));
        }
        var bytes = ByteBuffer.allocate((int) length);
        read(file, channel, Layout.START, bytes);
        long dataAt = Layout.START + length;
        return new TensorFileReader(
                file, channel, TensorHeader.parse(file, kind, bytes.array(), size - dataAt), dataAt);
    }

    /// Names and texts, without the checksums.
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /// The header's checksum, where the file has one. It holds.
    public Optional<String> headerChecksum() {
        return header.checksum();
    }

    /// In the order of their bytes, which they fill.
    public List<TensorEntry> tensors() {
        return header.tensors();
    }

    /// How many values all tensors have.
    public long count() {
        return header.tensors().stream().mapToLong(TensorEntry::count).sum();
    }

    /// The values of all tensors, one after the other, after every checksum was verified.
    ///
    /// @throws TensorFileException if a checksum does not hold, a value is not finite, or there are more values than an
    ///     array can hold
    public float[] readAll() {
        long count = count();
        if (count > MAX_VALUES) {
            throw refuse(
                    String.format(Locale.ROOT, "the tensors have %d values, expected at most %d", count, MAX_VALUES));
        }
        var values = new float[(int) count];
        int at = 0;
        for (var tensor : header.tensors()) {
            read(tensor, values, at);
            at += (int) tensor.count();
        }
        return values;
    }

    /// Writes a tensor's values to `into[at]` and on, as 32-bit floats, after its checksum was verified where it has one.
    ///
    /// @throws TensorFileException if the checksum does not hold, a value is not finite, or the values are of a type that
    ///     is not read
    public void read(TensorEntry tensor, float[] into, int at) {
        var type = tensor.type();
        if (!type.isRead()) {
            throw refuse(
                    String.format(Locale.ROOT, "tensor %s: values of dtype %s are not supported", tensor.name(), type));
        }
        int count = Math.toIntExact(tensor.count());
        Objects.checkFromIndexSize(at, count, into.length);
        var sum = new CRC32C();
        var block = Layout.block(type, count);
        try {
            for (int from = 0; from < count; from += Layout.BLOCK) {
                int some = Math.min(Layout.BLOCK, count - from);
                read(file, channel, place(tensor, from), block.clear().limit(some * type.bytes()));
                sum.update(block.duplicate());
                type.read(block, into, at + from, some);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        requireSum(tensor, Layout.hex(sum));
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(into[at + i])) {
                throw new TensorFileException(file, place(tensor, i),
                        String.format(Locale.ROOT, "tensor %s: value %d: expected a finite number, found %s%s",
                                tensor.name(), i, into[at + i],
                                type == ElementType.F64 ? " as a 32-bit float" : ""));
            }
        }
    }

    /// SHA-256 of the whole file, in hexadecimal.
    public String sha256() {
        var block = ByteBuffer.allocate(Layout.BLOCK);
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (long at = 0; channel.read(block.clear(), at) > 0; at += block.limit()) {
                digest.update(block.flip());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private long place(TensorEntry tensor, int value) {
        return dataAt + tensor.from() + (long) value * tensor.type().bytes();
    }

    private void requireSum(TensorEntry tensor, String found) {
        tensor.checksum().filter(expected -> !expected.equals(found)).ifPresent(expected -> {
            throw new TensorFileException(file, place(tensor, 0),
                    String.format(Locale.ROOT, "tensor %s is damaged: its checksum is %s, expected %s", tensor.name(),
                            found, expected));
        });
    }

    /// Fills a buffer and turns it round.
    private static void read(Path file, FileChannel channel, long at, ByteBuffer bytes) throws IOException {
        int start = bytes.position();
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position() - start) < 0) {
                throw new TensorFileException(file, at + bytes.position() - start,
                        "the file ended while it was read");
            }
        }
        bytes.flip();
    }

    /// An exception about something in the file that this reader cannot know to be wrong.
    ///
    /// @param reason what was expected and what was found
    public TensorFileException refuse(String reason) {
        return new TensorFileException(file, Layout.START, reason);
    }

    private static TensorFileException unreadable(Path file, IOException e) {
        if (Files.isDirectory(file)) {
            var model = file.resolve("model.hourglass");
            return new TensorFileException(file, "expected a file, found a folder; name "
                    + (Files.exists(model) ? "the model in it, " + model : "a file in it"), e);
        }
        return new TensorFileException(file,
                "cannot be read: " + Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }
}

package dev.hourglass.internal.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Objects;

/// Replaces a file in one step: a reader finds the whole old one or the whole new one, also after the process was
/// killed or, with [#write], the power failed.
///
/// The new content goes into a temporary file beside the old one, is forced to the disk and takes the old one's name; then
/// the folder, which holds the names, is forced too. Where any of this fails before the name is taken, the old file stays.
/// Links, permissions, and what is no file are treated as [PendingFile] says.
///
/// Every [IOException] is a [FileSystemException] with the path that was asked for and a reason.
public final class AtomicFile {
    private static final int BLOCK = 1 << 16;

    private static final boolean CAN_FORCE_FOLDERS = !System.getProperty("os.name", "")
            .toLowerCase(Locale.ROOT)
            .startsWith("windows");

    private AtomicFile() {}

    /// What a file is to hold.
    public interface Content {
        /// @return the number of bytes that the file now has
        long writeTo(FileChannel channel) throws IOException;
    }

    /// What a file is to hold, written byte after byte.
    public interface Stream {
        void writeTo(OutputStream out) throws IOException;
    }

    /// @throws FileSystemException if the file cannot be written; one that stood there before is untouched, unless only
    ///     forcing the folder failed: then the new one is whole, but its name may be forgotten when the power fails
    public static void write(Path file, Content content) throws IOException {
        replace(file, true, content);
    }

    /// @throws FileSystemException as [#write(Path, Content)] does
    public static void write(Path file, byte[] content) throws IOException {
        write(file, channel -> {
            writeFully(channel, ByteBuffer.wrap(content));
            return content.length;
        });
    }

    /// As [#write] does, but does not wait for the disk: for files that can be made again.
    ///
    /// @throws FileSystemException if the file cannot be written; one that stood there before is untouched
    public static void replace(Path file, Stream content) throws IOException {
        replace(file, false, channel -> {
            var stream = new ChannelStream(channel);
            var out = new BufferedOutputStream(stream, BLOCK);
            content.writeTo(out);
            out.flush();
            return stream.count();
        });
    }

    /// @throws FileSystemException as [#replace(Path, Stream)] does
    public static void replace(Path file, byte[] content) throws IOException {
        replace(file, out -> out.write(content));
    }

    /// A text in UTF-8.
    ///
    /// @throws FileSystemException as [#replace(Path, Stream)] does
    public static void replace(Path file, String content) throws IOException {
        replace(file, content.getBytes(StandardCharsets.UTF_8));
    }

    private static void replace(Path file, boolean isForced, Content content) throws IOException {
        try (var pending = PendingFile.of(file)) {
            try (var channel = pending.open()) {
                long size = content.writeTo(channel);
                if (!pending.isDirect()) {
                    requireSize(channel, size);
                    if (isForced) {
                        channel.force(true);
                    }
                }
            }
            pending.commit();
            if (isForced && !pending.isDirect()) {
                forceFolder(pending.target());
            }
        } catch (IOException e) {
            throw named(file, e);
        }
    }

    /// Writes all that remains.
    static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                throw new IOException(
                        String.format(Locale.ROOT, "the disk took no more bytes, %d are left", bytes.remaining()));
            }
        }
    }

    private static void requireSize(FileChannel channel, long expected) throws IOException {
        if (channel.size() != expected) {
            throw new IOException(
                    String.format(Locale.ROOT, "wrote %d bytes, of which %d arrived", expected, channel.size()));
        }
    }

    private static void forceFolder(Path target) throws IOException {
        var folder = target.getParent();
        if (folder == null || !CAN_FORCE_FOLDERS) {
            return;
        }
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// With the path that the user knows, in place of the temporary file's or none, and with a reason.
    public static FileSystemException named(Path file, IOException e) {
        var path = file.toString();
        var named = switch (e) {
            case AccessDeniedException _ -> new AccessDeniedException(path, null, "Permission denied");
            case NoSuchFileException _ ->
                new NoSuchFileException(String.valueOf(file.toAbsolutePath().getParent()), null, "No such folder");
            default -> new FileSystemException(path, null, reason(e));
        };
        named.initCause(e);
        return named;
    }

    /// Why a file cannot be written, without its path.
    public static String reason(IOException e) {
        return e instanceof FileSystemException of
                ? Objects.requireNonNullElse(of.getReason(), of.getClass().getSimpleName())
                : Objects.requireNonNullElse(e.getMessage(), e.toString());
    }

    /// Removes the temporary files that killed processes have left in a folder. To be called only while no other process
    /// writes there.
    public static void removeLeftovers(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder, ".*" + PendingFile.TEMPORARY)) {
            for (var leftover : entries) {
                Files.deleteIfExists(leftover);
            }
        }
    }
}

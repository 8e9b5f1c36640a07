package dev.hourglass.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;

/// Replaces a file in one step: whoever opens it finds the whole old one or the whole new one, also after the process was
/// killed or the power failed.
///
/// The new content goes into a temporary file beside the old one, is forced to the disk and takes the old one's name; then
/// the folder, which holds the names, is forced too. Where any of this fails before the name is taken, the old file stays.
public final class AtomicFile {
    /// What the names of temporary files end with; a process that was killed leaves one behind.
    private static final String TEMPORARY = ".tmp";

    private static final boolean CAN_FORCE_FOLDERS = !System.getProperty("os.name", "")
            .toLowerCase(Locale.ROOT)
            .startsWith("windows");

    private AtomicFile() {}

    /// What a file is to hold.
    public interface Content {
        /// @return the number of bytes that the file now has
        long writeTo(FileChannel channel) throws IOException;
    }

    /// @throws IOException if the file cannot be written; one that stood there before is untouched, unless only forcing
    ///     the folder failed: then the new one is whole, but its name may be forgotten when the power fails
    public static void write(Path file, Content content) throws IOException {
        var target = file.toAbsolutePath();
        var temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + TEMPORARY);
        try {
            try (var channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                requireSize(channel, content.writeTo(channel));
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException trouble) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException left) {
                trouble.addSuppressed(left);
            }
            throw trouble;
        }
        forceFolder(target);
    }

    /// @throws IOException as [#write(Path, Content)] does
    public static void write(Path file, byte[] content) throws IOException {
        write(file, channel -> {
            writeFully(channel, ByteBuffer.wrap(content));
            return content.length;
        });
    }

    /// Writes all that remains.
    static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                throw new IOException("the disk took no more bytes, %d are left".formatted(bytes.remaining()));
            }
        }
    }

    private static void requireSize(FileChannel channel, long expected) throws IOException {
        if (channel.size() != expected) {
            throw new IOException("wrote %d bytes, of which %d arrived".formatted(expected, channel.size()));
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

    /// Removes the temporary files that killed processes have left in a folder. To be called only while no other process
    /// writes there.
    public static void removeLeftovers(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder, ".*" + TEMPORARY)) {
            for (var leftover : entries) {
                Files.deleteIfExists(leftover);
            }
        }
    }
}

package dev.hourglass.experiments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps two trainings from writing into one folder. The operating system lets go of it when the process ends, whatever
/// ends it.
///
/// The file of the lock stays: it means nothing while no process holds it, and a file that was removed while another process
/// opens it would be no lock.
final class RunLock implements AutoCloseable {
    private static final String NAME = ".lock";

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /// @throws UncheckedIOException if somebody else holds it, or the file system has no locks
    static RunLock of(Path folder) {
        try {
            var channel = FileChannel.open(file(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new IOException(folder
                        + ": another process is training in this folder; wait until it ends, or choose another with --out");
            }
            return new RunLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    /// The file of a folder's lock.
    static Path file(Path folder) {
        return folder.resolve(NAME);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

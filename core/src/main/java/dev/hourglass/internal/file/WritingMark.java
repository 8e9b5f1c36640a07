package dev.hourglass.internal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Says that a process is writing a temporary file: the lock of an empty file beside it, which the system gives up when the process ends,
/// also by SIGKILL. A temporary file whose mark nobody holds is abandoned, and removed when the same file is written again.
///
/// Both have a name that is never used again, so what is removed can be nobody else's. The temporary file itself is not locked: the
/// system gives up a lock with the first of the process's handles of a file that is closed.
final class WritingMark implements AutoCloseable {
    private static final String MARK = ".lock";
    /// Of a file's name, in bytes: the others need room as well.
    private static final int LONGEST_NAME = 200;
    private static final int MOST_TRIES = 100;

    private final Path temporary;
    private final Path file;
    private final FileChannel channel;

    private WritingMark(Path temporary, Path file, FileChannel channel) {
        this.temporary = temporary;
        this.file = file;
        this.channel = channel;
    }

    /// A mark with a name for a temporary file, which is not made yet; empty where files cannot be locked, or names are too long.
    ///
    /// @param target the file that is to be written
    /// @throws IOException if no file can be made beside it
    static Optional<WritingMark> beside(Path target) throws IOException {
        var name = String.valueOf(target.getFileName());
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            return Optional.empty();
        }
        // Another process may take a mark for abandoned before it is locked.
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            var mark = create(target, "." + name + "." + UUID.randomUUID());
            try {
                if (mark.channel.tryLock() != null && Files.exists(mark.file)) {
                    return Optional.of(mark);
                }
            } catch (IOException _) {
                mark.close();
                break;
            }
            mark.close();
        }
        return Optional.empty();
    }

    private static WritingMark create(Path target, String name) throws IOException {
        var file = target.resolveSibling(name + MARK);
        TemporaryFiles.add(file);
        return new WritingMark(target.resolveSibling(name + PendingFile.TEMPORARY), file,
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /// What is written under this mark.
    Path temporary() {
        return temporary;
    }

    /// Removes what processes that were killed have left of a file, where that can be done.
    static void removeAbandoned(Path target) {
        var names = Pattern.compile("\\." + Pattern.quote(String.valueOf(target.getFileName())) + "\\.[0-9a-f-]{36}"
                + Pattern.quote(MARK));
        var folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (var marks = Files.newDirectoryStream(folder,
                file -> names.matcher(String.valueOf(file.getFileName())).matches())) {
            for (var mark : marks) {
                // Closing a handle would give up this process's own lock.
                if (!TemporaryFiles.isOpen(mark)) {
                    removeIfAbandoned(mark);
                }
            }
        } catch (IOException | DirectoryIteratorException _) {
            // The folder cannot be listed. What was left there harms nobody.
        }
    }

    private static void removeIfAbandoned(Path mark) {
        try (var channel = FileChannel.open(mark, StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                var name = String.valueOf(mark.getFileName());
                Files.deleteIfExists(mark.resolveSibling(
                        name.substring(0, name.length() - MARK.length()) + PendingFile.TEMPORARY));
                Files.deleteIfExists(mark);
            }
        } catch (IOException | OverlappingFileLockException _) {
            // Somebody else's, or removed by another process just now.
        }
    }

    /// Gives the mark up; the temporary file has its own name by now, or is gone.
    @Override
    public void close() throws IOException {
        channel.close();
        TemporaryFiles.remove(file);
    }
}

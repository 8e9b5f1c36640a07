package dev.hourglass.internal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A file that is written under a temporary name beside its own, and takes that in one step: a reader finds the whole old one or the
/// whole new one. What was written is removed where it is not committed, also when a signal ends the process.
///
/// A symbolic link is followed, also one to a file that is not there yet. A file that is replaced keeps its permissions; a new one has those that
/// the process gives to new files (its umask). What is no file, such as a named pipe or a device, is written to directly.
///
/// For one thread.
public final class PendingFile implements AutoCloseable {
    /// What the names of temporary files end with; a process that was killed leaves one behind ([WritingMark] finds those of [#marked]).
    static final String TEMPORARY = ".tmp";

    /// As many as Linux follows.
    private static final int MOST_LINKS = 40;

    private final Path target;
    private final Optional<Path> temporary;
    private final Optional<Set<PosixFilePermission>> permissions;
    private final Optional<WritingMark> mark;
    private boolean isDone;

    private PendingFile(Path target, Optional<Path> temporary, Optional<Set<PosixFilePermission>> permissions,
            Optional<WritingMark> mark) {
        this.target = target;
        this.temporary = temporary;
        this.permissions = permissions;
        this.mark = mark;
    }

    /// Decides where to write; nothing is made yet.
    ///
    /// @throws FileSystemException if the file is a folder, or a link that leads nowhere
    public static PendingFile of(Path file) throws IOException {
        return of(file, false);
    }

    /// Likewise for a file that takes long to write: removes what processes that were killed before have left of it, and is known for
    /// this process's while it is written.
    ///
    /// @throws FileSystemException also if nothing can be written beside the file
    public static PendingFile marked(Path file) throws IOException {
        return of(file, true);
    }

    private static PendingFile of(Path file, boolean isMarked) throws IOException {
        var target = target(file);
        if (Files.isDirectory(target)) {
            throw new FileSystemException(file.toString(), null, "Is a directory");
        }
        boolean exists = Files.exists(target);
        if (exists && !Files.isRegularFile(target)) {
            return new PendingFile(target, Optional.empty(), Optional.empty(), Optional.empty());
        }
        var permissions = exists ? permissions(target) : Optional.<Set<PosixFilePermission>>empty();
        if (isMarked) {
            WritingMark.removeAbandoned(target);
        }
        var mark = isMarked ? WritingMark.beside(target) : Optional.<WritingMark>empty();
        var temporary = mark.map(WritingMark::temporary)
                .orElseGet(() -> target.resolveSibling("." + UUID.randomUUID() + TEMPORARY));
        TemporaryFiles.add(temporary);
        return new PendingFile(target, Optional.of(temporary), permissions, mark);
    }

    private static Path target(Path file) throws IOException {
        var target = file.toAbsolutePath();
        for (int followed = 0; Files.isSymbolicLink(target) && !Files.exists(target); followed++) {
            if (followed == MOST_LINKS) {
                throw new FileSystemException(file.toString(), null, "Too many levels of symbolic links");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return Files.isSymbolicLink(target) ? target.toRealPath() : target;
    }

    private static Optional<Set<PosixFilePermission>> permissions(Path file) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view == null ? Optional.empty() : Optional.of(view.readAttributes().permissions());
    }

    private static Set<PosixFilePermission> writable(Set<PosixFilePermission> permissions) {
        var writable = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        writable.addAll(permissions);
        return writable;
    }

    /// Makes the file and opens it to write. To be called once.
    FileChannel open() throws IOException {
        if (temporary.isEmpty()) {
            return FileChannel.open(target, StandardOpenOption.WRITE);
        }
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        // Made after the files were removed at the end of the process, it would stay.
        try (var _ = TemporaryFiles.hold()) {
            // Nobody may read what is written who may not read the file that it replaces.
            return permissions.isPresent()
                    ? FileChannel.open(temporary.get(), options,
                            PosixFilePermissions.asFileAttribute(writable(permissions.get())))
                    : FileChannel.open(temporary.get(), options);
        }
    }

    /// Makes the file, empty, for others to open, under a [TemporaryFiles#hold] that lasts until they have: what is removed before would be
    /// made again.
    ///
    /// @return where to write
    public Path create() throws IOException {
        open().close();
        return temporary.orElse(target);
    }

    /// The file whose name the written one takes.
    Path target() {
        return target;
    }

    /// Whether this is no file and cannot be replaced.
    boolean isDirect() {
        return temporary.isEmpty();
    }

    /// Gives what was written the file's name. Nothing may be open any more.
    ///
    /// @throws IOException if that fails; the old file is still there
    public void commit() throws IOException {
        if (temporary.isPresent()) {
            if (permissions.isPresent()) {
                Files.setPosixFilePermissions(temporary.get(), permissions.get());
            }
            TemporaryFiles.move(temporary.get(), target);
        }
        isDone = true;
        giveUpMark();
    }

    private void giveUpMark() throws IOException {
        if (mark.isPresent()) {
            mark.get().close();
        }
    }

    /// Removes what was written, unless it is committed.
    @Override
    public void close() throws IOException {
        if (!isDone && temporary.isPresent()) {
            isDone = true;
            TemporaryFiles.remove(temporary.get());
            giveUpMark();
        }
    }
}

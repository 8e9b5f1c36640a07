package dev.hourglass.cli.console;

import dev.hourglass.internal.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;

/// Standard output takes no more bytes: the disk is full, say, or the program at the other end of a pipe has ended.
public final class OutputException extends UncheckedIOException {
    private final boolean isClosedPipe;

    OutputException(IOException e) {
        super(named(e));
        isClosedPipe = AtomicFile.reason(e).startsWith("Broken pipe");
    }

    private static IOException named(IOException e) {
        var named = new FileSystemException("standard output", null, AtomicFile.reason(e));
        named.initCause(e);
        return named;
    }

    /// Whether the reader has all that it wants, as `head` has: nothing to complain about.
    public boolean isClosedPipe() {
        return isClosedPipe;
    }
}

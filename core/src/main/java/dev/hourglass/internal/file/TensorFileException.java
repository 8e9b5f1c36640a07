package dev.hourglass.internal.file;

import java.nio.file.Path;

/// A file of tensors that cannot be read or written. Public methods translate it into exceptions of their own.
public final class TensorFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The error is not at one byte.
    static final long NOWHERE = -1;

    private final Path path;
    private final long offset;
    private final String reason;

    TensorFileException(Path path, long offset, String reason) {
        super(reason);
        this.path = path;
        this.offset = offset;
        this.reason = reason;
    }

    TensorFileException(Path path, String reason, Throwable cause) {
        super(reason, cause);
        this.path = path;
        this.offset = NOWHERE;
        this.reason = reason;
    }

    public Path path() {
        return path;
    }

    /// The byte at which the error was found; -1 if it is not at one byte.
    public long offset() {
        return offset;
    }

    public String reason() {
        return reason;
    }
}

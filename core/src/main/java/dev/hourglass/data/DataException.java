package dev.hourglass.data;

import java.nio.file.Path;

/// Data that cannot be used: a file that is missing, truncated or of another kind, or samples that do not fit.
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }

    /// @param source what was read, where it is not a file: the message begins with it
    public DataException(String source, String message) {
        super(source + ": " + message);
    }

    /// @param source what was read, where it is not a file: the message begins with it
    public DataException(String source, String message, Throwable cause) {
        super(source + ": " + message, cause);
    }

    public DataException(Path file, String message) {
        this(file.toString(), message);
    }

    public DataException(Path file, String message, Throwable cause) {
        this(file.toString(), message, cause);
    }
}

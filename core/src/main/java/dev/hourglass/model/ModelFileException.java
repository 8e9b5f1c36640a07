package dev.hourglass.model;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A model file, a checkpoint or a file of weights that cannot be read or written: where in which file, and why.
public final class ModelFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Path path;
    private final long offset;
    private final String reason;

    /// @param offset byte in the file at which the error was found
    public ModelFileException(Path path, long offset, String reason) {
        this(path, offset, reason, null);
    }

    public ModelFileException(Path path, String reason, Throwable cause) {
        this(path, -1, reason, cause);
    }

    /// @param offset byte in the file at which the error was found; negative if it is not at one byte
    public ModelFileException(Path path, long offset, String reason, @Nullable Throwable cause) {
        super(offset < 0 ? path + ": " + reason : String.format(Locale.ROOT, "%s: byte %d: %s", path, offset, reason),
                cause);
        this.path = path;
        this.offset = Math.max(0, offset);
        this.reason = reason;
    }

    public Path path() {
        return path;
    }

    /// The byte at which the error was found; 0 if it is not at one byte.
    public long offset() {
        return offset;
    }

    /// What is wrong, without the path and the place.
    public String reason() {
        return reason;
    }
}

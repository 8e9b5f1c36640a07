package dev.hourglass.model;

import java.nio.file.Path;

/// A model file that cannot be read or written: where in which file, and why.
public final class ModelFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Path path;
    private final long offset;

    /// @param offset byte in the file at which the trouble was found
    public ModelFileException(Path path, long offset, String reason) {
        super("%s: byte %d: %s".formatted(path, offset, reason));
        this.path = path;
        this.offset = offset;
    }

    public ModelFileException(Path path, String reason, Throwable cause) {
        super(path + ": " + reason, cause);
        this.path = path;
        this.offset = 0;
    }

    public Path path() {
        return path;
    }

    /// The byte at which the trouble was found.
    public long offset() {
        return offset;
    }
}

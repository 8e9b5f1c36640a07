package dev.hourglass.internal.npy;

import dev.hourglass.data.DataException;
import java.util.Locale;

/// What is wrong with the bytes of an NPY file, and where. Never leaves the package: a reader that knows the file tells
/// it as a `DataException`.
public final class NpyFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    public NpyFormatException(long offset, String reason) {
        super(reason);
        this.offset = offset;
    }

    /// Bytes before the error.
    long offset() {
        return offset;
    }

    /// @param source the file, or the file and the array in it
    public DataException in(String source) {
        return new DataException(source, String.format(Locale.ROOT, "at byte %d: %s", offset, getMessage()), this);
    }

    NpyFormatException after(long bytes) {
        return new NpyFormatException(bytes + offset, String.valueOf(getMessage()));
    }
}

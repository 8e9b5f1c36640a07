package dev.hourglass.internal.json;

import java.util.Locale;

/// Text that is not the JSON this package reads: where, and why.
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /// @param offset characters before the error
    public JsonException(int offset, String message) {
        super(String.format(Locale.ROOT, "offset %d: %s", offset, message));
        this.offset = offset;
    }

    /// Characters before the error.
    public int offset() {
        return offset;
    }
}

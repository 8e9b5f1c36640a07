package dev.hourglass.server.http;

import java.util.Map;

/// An answer other than success: a status and one sentence.
public final class HttpError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, String> headers;

    public HttpError(int status, String sentence) {
        this(status, sentence, Map.of());
    }

    /// @param headers that the answer has beside the usual ones
    public HttpError(int status, String sentence, Map<String, String> headers) {
        super(sentence);
        this.status = status;
        this.headers = Map.copyOf(headers);
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /// What is wrong and how to mend it.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}

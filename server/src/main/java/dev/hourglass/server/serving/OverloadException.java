package dev.hourglass.server.serving;

/// More requests than a model keeps up with: the queue is full, or an answer came too late.
public final class OverloadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What happened to the request.
    public enum Kind {
        QUEUE_FULL,
        TOO_LATE
    }

    private final Kind kind;

    OverloadException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

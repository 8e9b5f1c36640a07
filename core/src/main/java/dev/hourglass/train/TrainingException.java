package dev.hourglass.train;

/// Training cannot go on, such as when the loss is no longer finite.
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TrainingException(String message) {
        super(message);
    }
}

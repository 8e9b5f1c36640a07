package dev.hourglass.spec.augmentation;

/// Mirrors half of the pictures; with `BOTH`, each way by a draw of its own.
public record RandomFlip(Direction direction) implements Augmentation {
    /// What is exchanged with what.
    public enum Direction {
        /// Left and right.
        HORIZONTAL,
        /// Above and below.
        VERTICAL,
        /// Either.
        BOTH
    }
}

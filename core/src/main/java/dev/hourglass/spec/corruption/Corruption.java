package dev.hourglass.spec.corruption;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;

/// What is done to a training input before it is encoded; the loss compares with the input as it was
/// (Vincent et al. 2010).
///
/// It is drawn anew for every sample and epoch.
public sealed interface Corruption
        permits NoCorruption, GaussianNoise, Masking, SaltAndPepper, Rectangles, Crosshair, ColumnMasking, SwapNoise,
        ColumnNoise {
    /// Refuses an input that the corruption cannot be applied to.
    ///
    /// @throws SpecException saying what it needs
    default void requireFits(Shape input) {}

    /// Whether it changes some features of a sample and leaves the others as they are.
    boolean isLocal();

    /// Whether it is for models alone whose loss has blocks ([dev.hourglass.spec.loss.BlockLosses]).
    default boolean needsBlocks() {
        return false;
    }

    /// Whether it is for pictures alone.
    default boolean needsImages() {
        return false;
    }
}

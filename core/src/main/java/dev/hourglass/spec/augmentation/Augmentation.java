package dev.hourglass.spec.augmentation;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.util.Locale;

/// A random change of pictures that leaves what they show the same, drawn anew for every sample and epoch: of seed, epoch and sample, so that
/// the number of threads changes nothing.
///
/// A changed picture is both input and target of the model; a corruption comes after it and changes the input alone. Only training is changed, no
/// validation and no evaluation.
public sealed interface Augmentation
        permits RandomFlip, RandomShift, RandomRotation, RandomZoom, RandomCrop, RandomBrightness, RandomContrast {
    /// Refuses an input that is no picture.
    ///
    /// @throws SpecException saying what is needed
    static void requireFits(Shape input) {
        if (!input.isImage()) {
            throw new SpecException(String.format(
                    Locale.ROOT,
                    "train.augment: expected input [height, width, channels], found %s; use such an input and start the encoder with flatten",
                    input));
        }
    }
}

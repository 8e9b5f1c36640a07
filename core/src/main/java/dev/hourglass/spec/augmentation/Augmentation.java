package dev.hourglass.spec.augmentation;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.util.List;
import java.util.Locale;

/// A random change of samples that leaves what they show the same, drawn anew for every sample and epoch: of seed, epoch and sample, so that
/// the number of threads changes nothing. All but [RandomBinarisation] change pictures.
///
/// A changed sample is both input and target of the model; a corruption comes after it and changes the input alone. Only training is changed, no
/// validation and no evaluation.
public sealed interface Augmentation
        permits RandomFlip, RandomShift, RandomRotation, RandomZoom, RandomCrop, RandomBrightness, RandomContrast,
        RandomBinarisation {
    /// Refuses augmentations of pictures for an input that is none.
    ///
    /// @throws SpecException saying what is needed
    static void requireFits(List<Augmentation> augmentations, Shape input) {
        if (!input.isImage() && !augmentations.stream().allMatch(RandomBinarisation.class::isInstance)) {
            throw new SpecException(String.format(
                    Locale.ROOT,
                    "train.augment: expected input [height, width, channels], found %s; use such an input and start the encoder with flatten",
                    input));
        }
    }
}

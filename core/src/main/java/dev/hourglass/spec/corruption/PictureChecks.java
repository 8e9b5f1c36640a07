package dev.hourglass.spec.corruption;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.util.List;
import java.util.Locale;

/// What corruptions of pictures ask of the input.
final class PictureChecks {
    private PictureChecks() {}

    static void requireImage(String name, Shape input) {
        requireExtents(name, input, input.isImage());
    }

    /// Of a signal, which is a picture of height 1, as well.
    static void requirePlaces(String name, Shape input) {
        requireExtents(name, input, !input.isFlat());
    }

    private static void requireExtents(String name, Shape input, boolean isFit) {
        if (!isFit) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "corruption (%s): expected input [height, width, channels], found %s; use such an input and start the encoder with flatten",
                            name, input));
        }
    }

    static void requireChannels(String name, List<Double> colour, Shape input) {
        if (colour.size() > 1 && colour.size() != input.channels()) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "corruption (%s): expected a colour of 1 value, or of %d for the picture's channels, found %d",
                            name, input.channels(), colour.size()));
        }
    }
}

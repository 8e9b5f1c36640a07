package dev.hourglass.spec.corruption;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.util.List;
import java.util.Locale;

/// What corruptions of pictures ask of the input.
final class PictureChecks {
    private PictureChecks() {}

    static void requireImage(String name, Shape input) {
        if (!input.isImage()) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "corruption (%s): expected input [height, width, channels], found %s; write the input so and begin the encoder with flatten",
                            name, input));
        }
    }

    static void requireChannels(String name, List<Double> colour, Shape input) {
        if (colour.size() > 1 && colour.size() != input.channels()) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "corruption (%s): expected a colour of one number, or of %d as the picture has channels, found %d numbers",
                            name, input.channels(), colour.size()));
        }
    }
}

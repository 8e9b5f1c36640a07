package dev.hourglass.spec;

import dev.hourglass.spec.corruption.Corruption;
import dev.hourglass.spec.corruption.Crosshair;
import dev.hourglass.spec.corruption.GaussianNoise;
import dev.hourglass.spec.corruption.Masking;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.corruption.Rectangles;
import dev.hourglass.spec.corruption.SaltAndPepper;
import java.util.List;
import java.util.Locale;

/// What every corruption asks of the input.
final class CorruptionRules {
    private CorruptionRules() {}

    /// @throws SpecException if the corruption cannot be applied to such an input
    static void require(Corruption corruption, Shape input) {
        switch (corruption) {
            case NoCorruption _, GaussianNoise _, Masking _, SaltAndPepper _ -> {}
            case Rectangles(var size, _, var colour) -> {
                image("rectangles", input);
                if (size.height() > input.height() || size.width() > input.width()) {
                    throw new SpecException(
                            String.format(Locale.ROOT,
                                    "corruption (rectangles): expected a size of at most [%d, %d], the picture's, found %s; make it smaller",
                                    input.height(), input.width(), size));
                }
                channels("rectangles", colour, input);
            }
            case Crosshair(int thickness, _, var colour) -> {
                image("crosshair", input);
                int most = Math.min(input.height(), input.width());
                if (thickness > most) {
                    throw new SpecException(
                            String.format(Locale.ROOT,
                                    "corruption (crosshair): expected a thickness of at most %d, the picture's shorter side, found %d; make it thinner",
                                    most, thickness));
                }
                channels("crosshair", colour, input);
            }
        }
    }

    private static void image(String name, Shape input) {
        if (!input.isImage()) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "corruption (%s): expected input [height, width, channels], found %s; write the input so and begin the encoder with flatten",
                            name, input));
        }
    }

    private static void channels(String name, List<Double> colour, Shape input) {
        if (colour.size() > 1 && colour.size() != input.channels()) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "corruption (%s): expected a colour of one number, or of %d as the picture has channels, found %d numbers",
                            name, input.channels(), colour.size()));
        }
    }
}

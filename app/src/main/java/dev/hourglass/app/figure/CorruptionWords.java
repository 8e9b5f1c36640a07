package dev.hourglass.app.figure;

import dev.hourglass.spec.corruption.Corruption;
import dev.hourglass.spec.corruption.Crosshair;
import dev.hourglass.spec.corruption.GaussianNoise;
import dev.hourglass.spec.corruption.Masking;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.corruption.Rectangles;
import dev.hourglass.spec.corruption.SaltAndPepper;
import java.util.Locale;
import java.util.Optional;

/// What a figure calls a corruption and its undoing.
///
/// @param remark how strong it is
/// @param input the row of corrupted samples
/// @param output the row of reconstructions
/// @param title of the whole
record CorruptionWords(String remark, String input, String output, String title) {
    static Optional<CorruptionWords> of(Corruption corruption) {
        return switch (corruption) {
            case NoCorruption() -> Optional.empty();
            case GaussianNoise(double sigma, _) -> noise("sigma " + sigma);
            case Masking(double probability) -> noise(percent(probability) + " masked");
            case SaltAndPepper(double probability, _) -> noise(percent(probability) + " struck");
            case Rectangles(var size, int count, _) ->
                damage("%d of %d × %d pixels".formatted(count, size.height(), size.width()));
            case Crosshair(int thickness, var position, _) ->
                damage("%d pixels thick, %s".formatted(thickness, position.name().toLowerCase(Locale.ROOT)));
        };
    }

    private static Optional<CorruptionWords> noise(String remark) {
        return Optional.of(new CorruptionWords(remark, "noisy input", "denoised", "Denoised test images"));
    }

    private static Optional<CorruptionWords> damage(String remark) {
        return Optional.of(new CorruptionWords(remark, "damaged input", "repaired", "Repaired test images"));
    }

    private static String percent(double probability) {
        return Math.round(probability * 100) + " %";
    }
}

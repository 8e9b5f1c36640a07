package dev.hourglass.experiments.figure;

import dev.hourglass.spec.corruption.ColumnMasking;
import dev.hourglass.spec.corruption.ColumnNoise;
import dev.hourglass.spec.corruption.Corruption;
import dev.hourglass.spec.corruption.Crosshair;
import dev.hourglass.spec.corruption.GaussianNoise;
import dev.hourglass.spec.corruption.Masking;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.corruption.Rectangles;
import dev.hourglass.spec.corruption.SaltAndPepper;
import dev.hourglass.spec.corruption.SwapNoise;
import java.util.Locale;
import java.util.Optional;

/// What a figure calls a corruption and its undoing.
///
/// @param remark how strong it is
/// @param input the row of corrupted samples
/// @param output the row of reconstructions
/// @param title of the whole
record CorruptionLabels(String remark, String input, String output, String title) {
    static Optional<CorruptionLabels> of(Corruption corruption) {
        return switch (corruption) {
            case NoCorruption() -> Optional.empty();
            case GaussianNoise(double sigma, _) -> noise("sigma " + sigma);
            case Masking(double probability) -> noise(percent(probability) + " masked");
            case ColumnMasking(double probability) -> noise(percent(probability) + " of columns masked");
            case ColumnNoise(double sigma, double probability) ->
                noise("sigma " + sigma + ", " + percent(probability) + " left out");
            case SwapNoise(double probability) -> noise(percent(probability) + " of columns swapped");
            case SaltAndPepper(double probability, _) -> noise(percent(probability) + " struck");
            case Rectangles(var size, int count, _) ->
                damage(String.format(Locale.ROOT, "%d of %d × %d pixels", count, size.height(), size.width()));
            case Crosshair(int thickness, var position, _) ->
                damage(String.format(Locale.ROOT, "%d pixels thick, %s", thickness,
                        position.name().toLowerCase(Locale.ROOT)));
        };
    }

    private static Optional<CorruptionLabels> noise(String remark) {
        return Optional.of(new CorruptionLabels(remark, "noisy input", "denoised", "Denoised test images"));
    }

    private static Optional<CorruptionLabels> damage(String remark) {
        return Optional.of(new CorruptionLabels(remark, "damaged input", "repaired", "Repaired test images"));
    }

    private static String percent(double probability) {
        return Math.round(probability * 100) + " %";
    }
}

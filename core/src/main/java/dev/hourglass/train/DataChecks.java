package dev.hourglass.train;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.loss.ClassProbabilities;
import dev.hourglass.spec.loss.GaussianLikelihood;
import dev.hourglass.spec.loss.Loss;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.OutputBlock;
import dev.hourglass.spec.loss.Reconstruction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Checks all values of a dataset before the first step: whether they are finite, whether a network can reach them, and whether they
/// are of the size that its first weights and usual learning rates are made for.
final class DataChecks {
    /// A value that is nearer to what can be reached is rounded.
    private static final double ROUNDING = 1e-6;
    /// First weights keep inputs of about 1 at that size from layer to layer (LeCun et al. 1998, section 4.3; Glorot and Bengio
    /// 2010), and the loss grows with the square: ten times more or a hundred times less is far from it.
    private static final double LARGE = 10;
    private static final double SMALL = 0.01;

    private final Autoencoder spec;
    private final Dataset data;
    private final List<OutputBlock> blocks;
    /// Of each block.
    private final List<OutputRange> reach;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double squares;
    private double missed;
    private double missedSquares;
    private long present;
    private long outside;
    private Optional<String> first = Optional.empty();
    /// The block of the first one outside.
    private int firstBlock;

    private DataChecks(Autoencoder spec, Dataset data) {
        this.spec = spec;
        this.data = data;
        this.blocks = switch (spec.outputs()) {
            case Reconstruction reconstruction -> reconstruction.blocks();
            case ClassProbabilities _ ->
                List.of(OutputBlock.ofFeatures(0, data.shape().size(), new MeanSquaredError()));
        };
        this.reach = switch (spec.outputs()) {
            case Reconstruction _ -> blocks.stream().map(block -> OutputRange.of(spec, block)).toList();
            case ClassProbabilities _ -> List.of(OutputRange.ALL);
        };
    }

    /// The problem with the values and two ways to fix it; empty where there is none.
    ///
    /// @throws DataException if a value is not finite, nor missing where the loss allows that
    static Optional<String> of(Autoencoder spec, Dataset data) {
        var checks = new DataChecks(spec, data);
        if (checks.arePixelsWithinReach()) {
            return Optional.empty();
        }
        checks.collect();
        return checks.present == 0 ? Optional.empty() : checks.unreached().or(checks::scale);
    }

    /// Pixels are finite and in 0..1, so one that is not all but black shows that their scale is right.
    private boolean arePixelsWithinReach() {
        return data.bits().isPresent()
                && reach.stream().allMatch(range -> range.distance(0) == 0 && range.distance(1) == 0)
                && hasLight();
    }

    private boolean hasLight() {
        for (int sample = 0; sample < data.size(); sample++) {
            for (float value : data.sample(sample)) {
                if (value >= SMALL) {
                    return true;
                }
            }
        }
        return false;
    }

    private void collect() {
        var features = new float[data.shape().size()];
        for (int sample = 0; sample < data.size(); sample++) {
            data.read(sample, 0, features.length, features, 0, 1);
            for (int b = 0; b < blocks.size(); b++) {
                for (int f = blocks.get(b).from(); f < blocks.get(b).end(); f++) {
                    collect(sample, f, features[f], b);
                }
            }
        }
    }

    private void collect(int sample, int feature, float value, int block) {
        if (Float.isNaN(value) && spec.loss().allowsMissing()) {
            return;
        }
        if (!Float.isFinite(value)) {
            throw new DataException(data.name(), String.format(Locale.ROOT,
                    "sample %d, feature %d: expected a finite number, found %s; remove or fill it", sample, feature,
                    value));
        }
        present++;
        min = Math.min(min, value);
        max = Math.max(max, value);
        squares += (double) value * value;
        double distance = reach.get(block).distance(value);
        if (distance > ROUNDING) {
            outside++;
            missed += distance;
            missedSquares += distance * distance;
            if (first.isEmpty()) {
                firstBlock = block;
                first = Optional
                        .of(String.format(Locale.ROOT, "%s in sample %d, feature %d", value, sample, feature));
            }
        }
    }

    private static boolean isSquared(Loss loss) {
        return loss instanceof MeanSquaredError || loss instanceof GaussianLikelihood;
    }

    private Optional<String> unreached() {
        return first.map(found -> unreached(found, blocks.get(firstBlock).loss(), reach.get(firstBlock)));
    }

    private String unreached(String found, Loss loss, OutputRange range) {
        return switch (loss.outputActivation()) {
            case SIGMOID, SOFTMAX ->
                String.format(Locale.ROOT,
                        "%s expects inputs in 0..1, found %s of %s (%,d of %,d values are outside); scale the data or use loss: mean_squared_error",
                        loss.kind(), found, data.name(), outside, present);
            case IDENTITY -> String.format(
                    Locale.ROOT,
                    "the decoder ends with %s; its outputs in %s cannot reach %,d of %,d values of %s, from %s to %s (the first is %s): the mean %s error cannot fall below %s; scale the data to %s, or end the decoder with activation: identity",
                    range.bounded().name().toLowerCase(Locale.ROOT), range.text(), outside, present, data.name(),
                    digits(min), digits(max), found, isSquared(loss) ? "squared" : "absolute",
                    digits((isSquared(loss) ? missedSquares : missed) / present), range.text());
        };
    }

    private Optional<String> scale() {
        double size = Math.sqrt(squares / present);
        double largest = Math.max(Math.abs(min), Math.abs(max));
        boolean isSmall = largest > 0 && largest < SMALL;
        if (size <= LARGE && !isSmall) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "the values of %s go from %s to %s, with a root mean square of %.3g: initial weights and common learning rates assume values of about 1; divide the data by %s, or standardise each feature",
                data.name(), digits(min), digits(max), size, digits(largest)));
    }

    private static String digits(double value) {
        return value == 0 ? "0" : new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
    }
}

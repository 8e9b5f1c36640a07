package dev.hourglass.table;

import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.OutputBlock;
import java.util.List;
import java.util.Locale;

/// What a column's losses are divided by: what it costs to ignore the other columns.
final class Weighting {
    /// In nats: a column that hardly ever varies would weigh without limit.
    private static final double LEAST_ENTROPY = 0.1;
    private static final double LEAST_VARIANCE = 1e-3;
    /// Likewise, of counts as they are.
    private static final double LEAST_DEVIANCE = 0.1;

    private Weighting() {}

    /// One over the entropy of a distribution.
    static double ofShares(List<Double> shares) {
        double entropy = 0;
        for (double share : shares) {
            entropy -= share > 0 ? share * StrictMath.log(share) : 0;
        }
        return 1 / Math.max(entropy, LEAST_ENTROPY);
    }

    /// One over the entropy of a yes or no.
    static double ofShare(double share) {
        return ofShares(List.of(share, 1 - share));
    }

    static double ofVariance(double variance) {
        return 1 / Math.max(variance, LEAST_VARIANCE);
    }

    /// One over half a deviance.
    ///
    /// @param unit by which counts are divided
    static double ofDeviance(double deviance, double unit) {
        return 1 / Math.max(deviance, LEAST_DEVIANCE / unit);
    }

    /// The indicator of missing cells, which counts as a column of its own.
    static OutputBlock indicator(int at, double missingShare) {
        return OutputBlock.ofFeatures(at, 1, new BinaryCrossEntropy()).withWeight(ofShare(missingShare));
    }

    /// @throws SpecException if it is not a share
    static void requireShare(String column, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new SpecException(
                    String.format(Locale.ROOT, "column '%s': expected shares in 0..1, found %s", column, share));
        }
    }
}

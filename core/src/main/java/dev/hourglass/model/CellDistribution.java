package dev.hourglass.model;

import dev.hourglass.spec.SpecException;
import java.util.Arrays;

/// How a cell is drawn, given what the network makes of its features, so that many cells are distributed like those of training.
sealed interface CellDistribution {
    /// By what the odds are multiplied that a cell is missing.
    double missing();

    /// Of a number or a moment: a feature is drawn around the network's, and becomes the number of the same rank in training.
    ///
    /// @param residuals quantiles of the differences of features from what the network makes of a code of their row
    /// @param drawn quantiles of drawn features
    /// @param values quantiles of the features of training rows
    /// @param step of which all numbers of training are multiples; 0 for none
    record NumberDistribution(double missing, double[] residuals, double[] drawn, double[] values, double step)
            implements CellDistribution {
        public NumberDistribution {
            requireFactor(missing);
            if (!QuantileKnots.areSound(residuals) || !QuantileKnots.areSound(drawn)
                    || !QuantileKnots.areSound(values) || !(step >= 0 && Double.isFinite(step))) {
                throw new SpecException(
                        "table.synthesis: expected rising quantiles and a step of at least 0, found others");
            }
        }

        /// @param uniform three random numbers in 0..1
        double feature(double decoded, double... uniform) {
            double feature = decoded + QuantileKnots.quantile(residuals, uniform[0]);
            return QuantileKnots.quantile(values, QuantileKnots.share(drawn, feature, uniform[1]));
        }
    }

    /// Of a category or a boolean.
    ///
    /// @param weights by which the probability of each level is multiplied
    record LevelDistribution(double missing, double[] weights) implements CellDistribution {
        public LevelDistribution {
            requireFactor(missing);
            Arrays.stream(weights).forEach(CellDistribution::requireFactor);
        }

        /// @param probabilities that begin at `at`
        int level(float[] probabilities, int at, double uniform) {
            double total = 0;
            for (int i = 0; i < weights.length; i++) total += weights[i] * probabilities[at + i];
            double place = uniform * total;
            double sum = 0;
            int last = 0;
            for (int i = 0; i < weights.length; i++) {
                double share = weights[i] * probabilities[at + i];
                sum += share;
                if (place < sum) {
                    return i;
                }
                last = share > 0 ? i : last;
            }
            return last;
        }
    }

    private static void requireFactor(double factor) {
        if (!(factor >= 0 && Double.isFinite(factor))) {
            throw new SpecException("table.synthesis: expected factors of at least 0, found " + factor);
        }
    }
}

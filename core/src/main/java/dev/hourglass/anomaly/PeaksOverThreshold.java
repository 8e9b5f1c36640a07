package dev.hourglass.anomaly;

import dev.hourglass.internal.check.Require;

/// Likewise for shares that are smaller than one of all held-out rows, by a [ParetoTail] of the highest scores.
///
/// @param probability above 0 and below 1
public record PeaksOverThreshold(double probability) implements Threshold {
    public PeaksOverThreshold {
        Require.inside("pot", "probability", probability);
    }

    @Override
    public double score(Tail heldOut) {
        return heldOut.quantile(probability);
    }
}

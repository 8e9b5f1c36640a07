package dev.hourglass.anomaly;

import dev.hourglass.spec.SpecException;

/// The score itself.
///
/// @param score finite
public record FixedScore(double score) implements Threshold {
    public FixedScore {
        if (!Double.isFinite(score)) {
            throw new SpecException("score: expected a finite number, found " + score);
        }
    }

    @Override
    public double score(Tail heldOut) {
        return score;
    }
}

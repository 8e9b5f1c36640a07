package dev.hourglass.spec.schedule;

import dev.hourglass.spec.SpecException;

/// Falls from 1 to `end` along half a cosine wave (Loshchilov and Hutter 2017, equation 5, without restarts).
///
/// @param end fraction of the rate that is left at the end, at least 0 and at most 1
public record Cosine(double end) implements Schedule {
    public Cosine {
        if (!(end >= 0 && end <= 1)) {
            throw new SpecException("cosine: end must be at least 0 and at most 1, found " + end);
        }
    }

    @Override
    public double factor(double progress, int epochs, double[] losses) {
        return end + (1 - end) * (1 + StrictMath.cos(Math.PI * progress / epochs)) / 2;
    }
}

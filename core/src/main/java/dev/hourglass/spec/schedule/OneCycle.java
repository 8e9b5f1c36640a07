package dev.hourglass.spec.schedule;

import dev.hourglass.spec.SpecException;

/// One rise and one fall over the whole training (Smith and Topin 2018), each along half a cosine wave: from `start` to 1 in the share `rise` of the
/// epochs, then to `end`.
///
/// @param rise share of the training, above 0 and below 1
/// @param start fraction of the rate at the beginning, at least 0 and at most 1
/// @param end fraction of the rate that is left at the end, at least 0 and at most 1
public record OneCycle(double rise, double start, double end) implements Schedule {
    public OneCycle {
        if (!(rise > 0 && rise < 1)) {
            throw new SpecException("one_cycle: rise must be above 0 and below 1, found " + rise);
        }
        if (!(start >= 0 && start <= 1)) {
            throw new SpecException("one_cycle: start must be at least 0 and at most 1, found " + start);
        }
        if (!(end >= 0 && end <= 1)) {
            throw new SpecException("one_cycle: end must be at least 0 and at most 1, found " + end);
        }
    }

    /// Rises for three tenths of the training from a twenty-fifth of the rate, and falls to none.
    public OneCycle() {
        this(0.3, 0.04, 0);
    }

    @Override
    public double factor(double progress, int epochs, double[] losses) {
        double share = progress / epochs;
        return share < rise ? wave(start, 1, share / rise) : wave(1, end, (share - rise) / (1 - rise));
    }

    private static double wave(double from, double to, double share) {
        return to + (from - to) * (1 + StrictMath.cos(Math.PI * share)) / 2;
    }

    /// The same with another `rise`.
    public OneCycle withRise(double rise) {
        return new OneCycle(rise, start, end);
    }

    /// The same with another `start`.
    public OneCycle withStart(double start) {
        return new OneCycle(rise, start, end);
    }

    /// The same with another `end`.
    public OneCycle withEnd(double end) {
        return new OneCycle(rise, start, end);
    }
}

package dev.hourglass.spec.schedule;

import dev.hourglass.spec.SpecException;

/// Multiplies the rate by `factor` whenever the loss has not become lower for some epochs, then waits as long again. The loss is that of the validation samples or, where there are
/// none, that of the training.
///
/// @param patience epochs without a lower loss before the rate falls, at least 1
/// @param factor above 0 and below 1
/// @param minDelta how much lower a loss must be to count, at least 0
/// @param end fraction of the rate below which it never falls, at least 0 and at most 1
public record Plateau(int patience, double factor, double minDelta, double end) implements Schedule {
    public Plateau {
        if (patience < 1) {
            throw new SpecException("plateau: patience must be at least 1, found " + patience);
        }
        if (!(factor > 0 && factor < 1)) {
            throw new SpecException("plateau: factor must be above 0 and below 1, found " + factor);
        }
        if (!(minDelta >= 0 && Double.isFinite(minDelta))) {
            throw new SpecException("plateau: min_delta must be 0 or more, found " + minDelta);
        }
        if (!(end >= 0 && end <= 1)) {
            throw new SpecException("plateau: end must be at least 0 and at most 1, found " + end);
        }
    }

    /// To a tenth of the rate each time.
    public Plateau(int patience) {
        this(patience, 0.1, 0, 0);
    }

    @Override
    public double factor(double progress, int epochs, double[] losses) {
        double rate = 1;
        double best = Double.POSITIVE_INFINITY;
        int waited = 0;
        for (double loss : losses) {
            if (loss < best - minDelta) {
                best = loss;
                waited = 0;
            } else if (++waited == patience) {
                rate = Math.max(rate * factor, end);
                waited = 0;
            }
        }
        return rate;
    }

    /// The same with another `patience`.
    public Plateau withPatience(int patience) {
        return new Plateau(patience, factor, minDelta, end);
    }

    /// The same with another `factor`.
    public Plateau withFactor(double factor) {
        return new Plateau(patience, factor, minDelta, end);
    }

    /// The same with another `minDelta`.
    public Plateau withMinDelta(double minDelta) {
        return new Plateau(patience, factor, minDelta, end);
    }

    /// The same with another `end`.
    public Plateau withEnd(double end) {
        return new Plateau(patience, factor, minDelta, end);
    }
}

package dev.hourglass.spec.corruption;

import dev.hourglass.spec.SpecException;
import java.util.Locale;

/// A closed interval.
public record Range(double min, double max) {
    public Range {
        if (!(min < max && Double.isFinite(min) && Double.isFinite(max))) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "range: expected [min, max] of finite numbers with min below max, found [%s, %s]", min,
                            max));
        }
    }

    /// The same with another `min`.
    public Range withMin(double min) {
        return new Range(min, max);
    }

    /// The same with another `max`.
    public Range withMax(double max) {
        return new Range(min, max);
    }
}

package dev.hourglass.anomaly;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.SpecException;
import java.util.Locale;

/// A share of rows like those of training is flagged.
///
/// @param share above 0 and below 1
public record FalseAlarms(double share) implements Threshold {
    /// The share where none is named.
    public static final double USUAL = 0.01;

    public FalseAlarms {
        Require.inside("false_alarms", "share", share);
    }

    /// The least share that so many held-out rows can tell.
    public static double least(long heldOut) {
        return 1.0 / (heldOut + 1);
    }

    @Override
    public double score(Tail heldOut) {
        return heldOut.quantile(share);
    }

    @Override
    public void requireTold(long heldOut) {
        double least = least(heldOut);
        if (share < least) {
            throw new SpecException(String.format(Locale.ROOT,
                    "threshold.false_alarms: expected at least %.2g, which %,d held-out rows can tell, found %s; use pot for less",
                    least, heldOut, share));
        }
    }
}

package dev.hourglass.drift;

import dev.hourglass.anomaly.Tail;
import java.util.Arrays;

/// How many scores reach each of those that the calibration kept.
final class ScoreCounts {
    private final Tail calibration;
    private final double threshold;
    private final double[] kept;
    /// How many scores reach so many of the kept ones and no more.
    private final long[] counts;
    private long flagged;
    private long rows;

    ScoreCounts(Tail calibration, double threshold) {
        this.calibration = calibration;
        this.threshold = threshold;
        this.kept = calibration.scores();
        this.counts = new long[kept.length + 1];
    }

    /// @param score NaN for a row without one, which is passed over
    void add(double score) {
        if (Double.isNaN(score)) {
            return;
        }
        rows++;
        int found = Arrays.binarySearch(kept, score);
        counts[found >= 0 ? found + 1 : -found - 1]++;
        flagged += score >= threshold ? 1 : 0;
    }

    ScoreDrift drift() {
        long heldOut = calibration.count();
        double expected = calibration.survival(threshold);
        double distance = distance();
        double distanceP = KolmogorovSmirnov.pValue(distance, heldOut, rows);
        long usual = Math.round(expected * heldOut);
        var before = new long[] {usual, heldOut - usual};
        var now = new long[] {flagged, rows - flagged};
        double flaggedP = Homogeneity.test(before, now).pValue();
        var adjusted = FalseDiscoveries.adjusted(distanceP, flaggedP);
        return new ScoreDrift(new Shift(distance, distanceP, adjusted[0]),
                new Shift(Homogeneity.cramersV(before, now), flaggedP, adjusted[1]), expected,
                rows == 0 ? 0 : (double) flagged / rows);
    }

    private double distance() {
        var asHigh = calibration.asHigh();
        long reached = 0;
        double distance = 0;
        for (int i = kept.length - 1; i >= 0 && rows > 0; i--) {
            reached += counts[i + 1];
            distance = Math.max(distance,
                    Math.abs(asHigh[i] / calibration.count() - (double) reached / rows));
        }
        return distance;
    }
}

package dev.hourglass.tables.training;

import dev.hourglass.data.DataException;
import dev.hourglass.metric.RocCurve;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// The threshold that is best by labelled rows.
///
/// @param curve of their scores
public record ThresholdSearch(RocCurve curve) {
    /// What a threshold can be best in.
    public enum Measure {
        /// The harmonic mean of precision and recall.
        F1,
        /// Likewise, recall counted twice as much.
        F2,
        /// Recall less the share of other rows that are flagged (Youden 1950).
        YOUDEN
    }

    /// @throws DataException if there is not at least one anomaly and one other row
    public static ThresholdSearch of(double[] scores, boolean[] isAnomaly) {
        return new ThresholdSearch(RocCurve.of(scores, isAnomaly));
    }

    /// The highest of the thresholds that are best.
    public double maximise(Measure measure) {
        ToDoubleFunction<RocCurve.Point> value = switch (measure) {
            case F1 -> point -> curve.fScore(point, 1);
            case F2 -> point -> curve.fScore(point, 2);
            case YOUDEN -> point -> recall(point) - (double) point.falsePositives() / curve.negatives();
        };
        return curve.points().stream().max(Comparator.comparingDouble(value)
                .thenComparingDouble(RocCurve.Point::threshold)).orElseThrow().threshold();
    }

    /// The lowest threshold at which so many of the flagged rows are anomalies.
    ///
    /// @throws DataException if there is none
    public double withPrecision(double least) {
        return curve.points().stream().filter(point -> precision(point) >= least)
                .min(Comparator.comparingDouble(RocCurve.Point::threshold))
                .orElseThrow(() -> new DataException(String.format(Locale.ROOT,
                        "--precision: expected a share that a threshold reaches, found %s; the most is %.3f", least,
                        curve.points().stream().mapToDouble(ThresholdSearch::precision).max().orElse(0))))
                .threshold();
    }

    /// The highest threshold at which so many of the anomalies are flagged.
    public double withRecall(double least) {
        return curve.points().stream().filter(point -> recall(point) >= least).findFirst()
                .orElse(curve.points().getLast()).threshold();
    }

    private static double precision(RocCurve.Point point) {
        return (double) point.truePositives() / (point.truePositives() + point.falsePositives());
    }

    private double recall(RocCurve.Point point) {
        return (double) point.truePositives() / curve.positives();
    }
}

package dev.hourglass.metric;

import dev.hourglass.data.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// How well scores tell positives from negatives, at every threshold.
///
/// @param points from the highest threshold to the lowest; scores that are equal are one point
/// @param positives how many there are
/// @param negatives how many there are
public record RocCurve(List<RocCurve.Point> points, int positives, int negatives) {
    /// What a threshold gives.
    ///
    /// @param threshold scores as high count as positive
    /// @param truePositives of all positives
    /// @param falsePositives of all negatives
    public record Point(double threshold, int truePositives, int falsePositives) {}

    public RocCurve {
        points = List.copyOf(points);
    }

    /// @throws DataException if there is not at least one positive and one negative, or not a score for each
    public static RocCurve of(double[] scores, boolean[] isPositive) {
        int positives = (int) IntStream.range(0, isPositive.length).filter(i -> isPositive[i]).count();
        int negatives = isPositive.length - positives;
        if (positives == 0 || negatives == 0 || scores.length != isPositive.length) {
            throw new DataException(String.format(Locale.ROOT,
                    "expected labels of both kinds and a score for each, found %d anomalies, %d others and %d scores",
                    positives, negatives, scores.length));
        }
        var order = IntStream.range(0, scores.length).boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a])).mapToInt(Integer::intValue).toArray();
        var points = new ArrayList<Point>();
        int found = 0;
        for (int i = 0; i < order.length; i++) {
            found += isPositive[order[i]] ? 1 : 0;
            if (i + 1 == order.length || scores[order[i + 1]] != scores[order[i]]) {
                points.add(new Point(scores[order[i]], found, i + 1 - found));
            }
        }
        return new RocCurve(points, positives, negatives);
    }

    /// The area under it: the probability that a positive scores higher than a negative, equal scores counted as half.
    public double area() {
        double area = 0;
        int found = 0;
        int wrong = 0;
        for (var point : points) {
            area += (point.falsePositives() - wrong) * (found + point.truePositives()) / 2.0;
            found = point.truePositives();
            wrong = point.falsePositives();
        }
        return area / ((double) positives * negatives);
    }

    /// The sum over thresholds of precision times the recall gained there (Zhu 2004), as scikit-learn has it.
    public double averagePrecision() {
        double sum = 0;
        int found = 0;
        for (var point : points) {
            int gained = point.truePositives() - found;
            sum += gained * (double) point.truePositives() / (point.truePositives() + point.falsePositives());
            found = point.truePositives();
        }
        return sum / positives;
    }

    /// The harmonic mean of precision and recall, where recall counts beta times as much (van Rijsbergen 1979); 0 where nothing is
    /// found.
    ///
    /// @param threshold scores as high count as positive
    public double fScore(double threshold, double beta) {
        var last = new Point(Double.POSITIVE_INFINITY, 0, 0);
        for (var point : points) {
            if (point.threshold() < threshold) {
                break;
            }
            last = point;
        }
        return fScore(last, beta);
    }

    /// Likewise at a point.
    public double fScore(Point point, double beta) {
        double weighted = beta * beta;
        return (1 + weighted) * point.truePositives()
                / (weighted * positives + point.truePositives() + point.falsePositives());
    }
}

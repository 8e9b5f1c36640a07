package dev.hourglass.metric;

import dev.hourglass.data.DataException;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.RandomAccess;
import java.util.stream.IntStream;

/// How well scores tell positives from negatives, at every threshold. Immutable.
public final class RocCurve {
    private final int positives;
    private final int negatives;
    private final double[] thresholds;
    private final int[] truePositives;
    private final int[] falsePositives;

    /// What a threshold gives.
    ///
    /// @param threshold scores as high count as positive
    /// @param truePositives of all positives
    /// @param falsePositives of all negatives
    public record Point(double threshold, int truePositives, int falsePositives) {}

    /// @param positives the scores of all, rising
    /// @param negatives likewise
    private RocCurve(double[] positives, double[] negatives) {
        this.positives = positives.length;
        this.negatives = negatives.length;
        int most = positives.length + negatives.length;
        var reached = new double[most];
        var found = new int[most];
        var wrong = new int[most];
        int points = 0;
        int p = positives.length;
        int n = negatives.length;
        while (p > 0 || n > 0) {
            double threshold = higher(positives, p, negatives, n);
            while (p > 0 && Double.compare(positives[p - 1], threshold) == 0) p--;
            while (n > 0 && Double.compare(negatives[n - 1], threshold) == 0) n--;
            reached[points] = threshold;
            found[points] = positives.length - p;
            wrong[points++] = negatives.length - n;
        }
        this.thresholds = Arrays.copyOf(reached, points);
        this.truePositives = Arrays.copyOf(found, points);
        this.falsePositives = Arrays.copyOf(wrong, points);
    }

    /// The higher of the last of the first `p` and `n` scores.
    private static double higher(double[] positives, int p, double[] negatives, int n) {
        if (p == 0 || n == 0) {
            return p == 0 ? negatives[n - 1] : positives[p - 1];
        }
        return Double.compare(positives[p - 1], negatives[n - 1]) > 0 ? positives[p - 1] : negatives[n - 1];
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
        return new RocCurve(rising(scores, isPositive, true), rising(scores, isPositive, false));
    }

    private static double[] rising(double[] scores, boolean[] isPositive, boolean wanted) {
        // 0 for -0 as well
        return IntStream.range(0, scores.length).filter(i -> isPositive[i] == wanted).mapToDouble(i -> scores[i] + 0.0)
                .sorted().toArray();
    }

    /// From the highest threshold to the lowest; scores that are equal are one point.
    public List<Point> points() {
        return new Points();
    }

    /// How many positives there are.
    public int positives() {
        return positives;
    }

    /// How many negatives there are.
    public int negatives() {
        return negatives;
    }

    /// The area under it: the probability that a positive scores higher than a negative, equal scores counted as half.
    public double area() {
        double area = 0;
        int found = 0;
        int wrong = 0;
        for (var point : points()) {
            area += (point.falsePositives() - wrong) * ((double) found + point.truePositives()) / 2.0;
            found = point.truePositives();
            wrong = point.falsePositives();
        }
        return area / ((double) positives * negatives);
    }

    /// The sum over thresholds of precision times the recall gained there (Zhu 2004), as scikit-learn has it.
    public double averagePrecision() {
        double sum = 0;
        int found = 0;
        for (var point : points()) {
            int gained = point.truePositives() - found;
            sum += gained * (double) point.truePositives() / ((double) point.truePositives() + point.falsePositives());
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
        for (var point : points()) {
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

    private final class Points extends AbstractList<Point> implements RandomAccess {
        @Override
        public Point get(int index) {
            return new Point(thresholds[index], truePositives[index], falsePositives[index]);
        }

        @Override
        public int size() {
            return thresholds.length;
        }
    }
}

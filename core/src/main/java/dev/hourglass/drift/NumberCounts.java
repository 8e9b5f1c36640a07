package dev.hourglass.drift;

import dev.hourglass.spec.SpecException;
import dev.hourglass.table.Column;
import dev.hourglass.table.CountColumn;
import dev.hourglass.table.NumericColumn;
import dev.hourglass.table.TimestampColumn;
import java.util.Arrays;
import java.util.Locale;

/// How many numbers are equal to each of some cuts, and how many lie between them: so the distribution function is known exactly at and just
/// below every cut, however many numbers there are.
final class NumberCounts extends ColumnCounts {
    /// Of the population stability index.
    private static final int PARTS = 10;

    /// Rising.
    private final float[] cuts;
    /// Below the first cut, equal to it, between it and the second, and so on.
    private final long[] counts;

    /// @param cuts rising, finite, at least one
    /// @param counts two for each cut and one more
    /// @throws SpecException if they are not
    NumberCounts(long missing, float[] cuts, long... counts) {
        super(missing);
        this.cuts = cuts;
        this.counts = counts;
        boolean isSound = missing >= 0 && cuts.length > 0 && counts.length == 2 * cuts.length + 1
                && Arrays.stream(counts).allMatch(count -> count >= 0);
        for (int i = 0; i < cuts.length && isSound; i++) {
            isSound = Float.isFinite(cuts[i]) && (i == 0 || cuts[i] > cuts[i - 1]);
        }
        if (!isSound) {
            throw new SpecException(String.format(Locale.ROOT,
                    "table.reference: expected rising cuts with two counts for each and one more, found %d and %d",
                    cuts.length, counts.length));
        }
    }

    @Override
    void count(float[] features, int at) {
        // Zero has two signs, of which a search finds one.
        int found = Arrays.binarySearch(cuts, features[at] + 0f);
        counts[found >= 0 ? 2 * found + 1 : 2 * (-found - 1)]++;
    }

    @Override
    ColumnCounts empty() {
        return new NumberCounts(0, cuts, new long[counts.length]);
    }

    @Override
    boolean fits(Column column) {
        return column instanceof NumericColumn || column instanceof CountColumn
                || column instanceof TimestampColumn;
    }

    @Override
    long[] counts() {
        return counts.clone();
    }

    float[] cuts() {
        return cuts.clone();
    }

    /// The largest difference of the distribution functions at the cuts: never more than the distance of Kolmogorov and Smirnov.
    ///
    /// @param other with the same cuts
    double distance(NumberCounts other) {
        double own = known();
        double others = other.known();
        long below = 0;
        long othersBelow = 0;
        double distance = 0;
        for (int i = 0; i < counts.length && own > 0 && others > 0; i++) {
            below += counts[i];
            othersBelow += other.counts[i];
            distance = Math.max(distance, Math.abs(below / own - othersBelow / others));
        }
        return distance;
    }

    /// The counts of ten parts, of about a tenth of these numbers each.
    ///
    /// @param other with the same cuts, whose numbers are counted
    long[] parts(NumberCounts other) {
        long known = Math.max(1, known());
        var parts = new long[PARTS];
        long below = 0;
        for (int i = 0; i < counts.length; i++) {
            parts[Math.min(PARTS - 1, (int) ((double) PARTS * below / known))] += other.counts[i];
            below += counts[i];
        }
        return parts;
    }

    /// The median; NaN where there are none. Between two cuts the middle of them.
    double median() {
        long known = known();
        long below = 0;
        for (int i = 0; i < counts.length; i++) {
            below += counts[i];
            if (2 * below >= known && below > 0) {
                double left = cuts[Math.max(0, (i - 1) / 2)];
                double right = cuts[Math.min(cuts.length - 1, i / 2)];
                return i % 2 == 1 ? cuts[i / 2] : (left + right) / 2;
            }
        }
        return Double.NaN;
    }
}

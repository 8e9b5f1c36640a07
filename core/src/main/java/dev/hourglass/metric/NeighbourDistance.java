package dev.hourglass.metric;

import java.util.Arrays;
import java.util.Locale;

/// How far rows lie from those of a reference: the Euclidean distance to the k-th nearest (Ramaswamy, Rastogi and Shim, "Efficient
/// algorithms for mining outliers from large data sets", 2000), divided by the square root of the number of features.
public final class NeighbourDistance {
    /// Rows that are compared with a tile of the reference in turn.
    private static final int BLOCK = 32;

    private final NeighbourSearch search;
    private final int features;
    private final int neighbours;

    /// @param reference `[row][feature]`, at least one, all of one length; copied
    /// @param neighbours the k, at least 1; where the reference has fewer rows, all of them
    public NeighbourDistance(float[][] reference, int neighbours) {
        if (reference.length == 0 || neighbours < 1) {
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                    "expected at least one row and one neighbour, found %d and %d", reference.length, neighbours));
        }
        this.search = new NeighbourSearch(reference);
        this.features = reference[0].length;
        this.neighbours = Math.min(neighbours, search.count());
    }

    /// Writes the distance of each row.
    ///
    /// @param rows `[row][feature]`, row after row, of as many features as the reference's
    /// @param distances those of the rows from index `at` on
    public void of(float[] rows, int count, double[] distances, int at) {
        for (int from = 0; from < count; from += BLOCK) {
            var some = rows(rows, from, Math.min(BLOCK, count - from));
            var nearest = search.nearest(some, 0, some.length, neighbours);
            for (int i = 0; i < some.length; i++) {
                distances[at + from + i] = Math.sqrt(nearest[i].distances[neighbours - 1] / (double) features);
            }
        }
    }

    private float[][] rows(float[] rows, int from, int count) {
        var some = new float[count][];
        for (int i = 0; i < count; i++) {
            some[i] = Arrays.copyOfRange(rows, (from + i) * features, (from + i + 1) * features);
        }
        return some;
    }
}

package dev.hourglass.metric;

import java.util.Locale;

/// How far rows lie from those of a reference: the Euclidean distance to the k-th nearest (Ramaswamy, Rastogi and Shim, "Efficient
/// algorithms for mining outliers from large data sets", 2000), divided by the square root of the number of features.
public final class NeighbourDistance {
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

    /// The distance of each row.
    ///
    /// @param rows `[row][feature]`, as the reference's
    public double[] of(float[][] rows) {
        return measured(rows, neighbours);
    }

    /// The distance of rows of the reference itself, each from the others.
    ///
    /// @param rows likewise
    public double[] ofMembers(float[][] rows) {
        return measured(rows, Math.min(neighbours + 1, search.count()));
    }

    private double[] measured(float[][] rows, int neighbours) {
        var nearest = search.nearest(rows, 0, rows.length, neighbours);
        var distances = new double[rows.length];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = Math.sqrt(nearest[i].distances[neighbours - 1] / (double) features);
        }
        return distances;
    }
}

package dev.hourglass.metric;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.NeighbourTree;
import java.util.Locale;

/// How far rows lie from those of a reference: the Euclidean distance to the k-th nearest (Ramaswamy, Rastogi and Shim, "Efficient
/// algorithms for mining outliers from large data sets", 2000), divided by the square root of the number of features.
public final class NeighbourDistance {
    private final NeighbourTree tree;
    private final int features;
    private final int neighbours;

    /// @param reference `[row][feature]`, at least one, all of one length; copied
    /// @param neighbours the k, at least 1; where the reference has fewer rows, all of them
    public NeighbourDistance(float[][] reference, int neighbours) {
        if (reference.length == 0 || neighbours < 1) {
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                    "expected at least one row and one neighbour, found %d and %d", reference.length, neighbours));
        }
        this.tree = new NeighbourTree(reference, Kernels.best());
        this.features = reference[0].length;
        this.neighbours = Math.min(neighbours, reference.length);
    }

    /// Writes the distance of each row.
    ///
    /// @param rows `[row][feature]`, row after row, of as many features as the reference's
    /// @param distances those of the rows from index `at` on
    public void of(float[] rows, int count, double[] distances, int at) {
        var squared = new float[count];
        tree.squaredDistances(rows, count, neighbours, squared);
        for (int i = 0; i < count; i++) distances[at + i] = Math.sqrt(squared[i] / (double) features);
    }
}

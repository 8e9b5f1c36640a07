package dev.hourglass.synthesis;

import java.util.Arrays;

/// How far some rows are from the nearest of training.
///
/// @param rows how many
/// @param median of the distances, in 0..1
/// @param fifth the distance that 5 % are nearer than, in 0..1
/// @param copies rows that are equal to one of training in every column
public record NearestRows(int rows, double median, double fifth, int copies) {
    private static final double NEAR = 0.05;

    /// @param distances at least one
    static NearestRows of(double... distances) {
        var sorted = distances.clone();
        Arrays.sort(sorted);
        return new NearestRows(sorted.length, quantile(sorted, 0.5), quantile(sorted, NEAR),
                (int) Arrays.stream(sorted).filter(distance -> distance == 0).count());
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /// The share of rows that are copies.
    public double copied() {
        return (double) copies / rows;
    }
}

package dev.hourglass.synthesis;

import java.util.Arrays;
import java.util.stream.IntStream;

/// How far rows are from the nearest of others: the mean over columns of 0 or 1 for categories that are equal or not, and of
/// differences divided by the range for numbers, at most 1 (Gower, "A general coefficient of similarity and some of its properties",
/// 1971). A missing cell is equal to a missing one and different from all others.
final class GowerDistance {
    private final RowCells others;
    private final boolean[] isContinuous;
    private final double[] ranges;

    /// @param others at least one row, whose numbers give the ranges
    GowerDistance(RowCells others) {
        this.others = others;
        int columns = others.numbers().length;
        this.isContinuous = new boolean[columns];
        this.ranges = new double[columns];
        for (int i = 0; i < columns; i++) {
            isContinuous[i] = others.isContinuous(i);
            var known = Arrays.stream(others.numbers()[i]).filter(number -> !Double.isNaN(number)).summaryStatistics();
            ranges[i] = known.getMax() - known.getMin();
        }
    }

    /// Of each row the distance from the nearest, in 0..1; 0 for a copy.
    double[] nearest(RowCells rows) {
        return IntStream.range(0, rows.rows()).parallel().mapToDouble(row -> nearest(rows, row)).toArray();
    }

    private double nearest(RowCells rows, int row) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int other = 0; other < others.rows() && nearest > 0; other++) {
            nearest = Math.min(nearest, sum(rows, row, other, nearest));
        }
        return nearest / isContinuous.length;
    }

    /// @param enough from here on the sum may be too small
    private double sum(RowCells rows, int row, int other, double enough) {
        double sum = 0;
        for (int i = 0; i < isContinuous.length && sum < enough; i++) {
            sum += difference(i, rows.numbers()[i][row], others.numbers()[i][other]);
        }
        return sum;
    }

    private double difference(int column, double number, double other) {
        if (number == other || (Double.isNaN(number) && Double.isNaN(other))) {
            return 0;
        }
        if (!isContinuous[column] || Double.isNaN(number) || Double.isNaN(other) || !(ranges[column] > 0)) {
            return 1;
        }
        return Math.min(1, Math.abs(number - other) / ranges[column]);
    }
}

package dev.hourglass.metric;

import java.util.stream.IntStream;

/// Plane rotations of neighbouring rows of a matrix, collected and then applied many at a time: to one band of columns
/// after the other, so that a band stays in cache, and bands on different threads. The result does not depend on that.
final class Rotations {
    private static final int CAPACITY = 1 << 15;
    private static final int BAND = 128;

    private final double[][] rows;
    private final int[] upper = new int[CAPACITY];
    private final double[] cos = new double[CAPACITY];
    private final double[] sin = new double[CAPACITY];
    private int count;

    /// @param rows `[row][column]`, rotated in place
    Rotations(double[][] rows) {
        this.rows = rows;
    }

    /// Row r becomes `c row[r] + s row[r + 1]`, and row r + 1 `c row[r + 1] - s row[r]`.
    void add(int r, double c, double s) {
        if (count == CAPACITY) flush();
        upper[count] = r;
        cos[count] = c;
        sin[count] = s;
        count++;
    }

    /// Applies what has been collected.
    void flush() {
        int bands = Math.ceilDiv(rows.length, BAND);
        IntStream.range(0, bands).parallel()
                .forEach(band -> apply(band * BAND, Math.min((band + 1) * BAND, rows.length)));
        count = 0;
    }

    private void apply(int from, int to) {
        for (int i = 0; i < count; i++) {
            rotate(rows[upper[i]], rows[upper[i] + 1], cos[i], sin[i], from, to);
        }
    }

    private static void rotate(double[] upper, double[] lower, double c, double s, int from, int to) {
        for (int j = from; j < to; j++) {
            double u = upper[j];
            double l = lower[j];
            upper[j] = c * u + s * l;
            lower[j] = c * l - s * u;
        }
    }
}

package dev.hourglass.metric;

import dev.hourglass.data.Dataset;
import java.util.stream.IntStream;

/// The mean of samples and how their features vary together.
///
/// Each row of the matrix is summed by one task, over the samples in their order: the bits do not depend on the number
/// of threads. Terms with a zero factor are left out, so dark pixels cost nothing.
final class Covariance {
    /// Samples that are unpacked at a time.
    private static final int BLOCK = 256;
    /// Samples that a task passes through for each of its rows, and its rows: together they fit into a core's second cache.
    private static final int PART = 64;

    private static final int ROWS = 48;
    /// Features whose mean one task takes.
    private static final int RANGE = 64;

    /// `[feature]`.
    final double[] mean;

    /// `[feature][feature]`, symmetric: the sum over samples divided by their number.
    final double[][] matrix;

    private Covariance(double[] mean, double[][] matrix) {
        this.mean = mean;
        this.matrix = matrix;
    }

    /// The sum of all variances.
    double total() {
        double sum = 0;
        for (int i = 0; i < matrix.length; i++) sum += matrix[i][i];
        return sum;
    }

    static Covariance of(Dataset data) {
        int features = data.shape().size();
        var mean = new double[features];
        var shift = new double[features];
        IntStream.range(0, Math.ceilDiv(features, RANGE)).parallel()
                .forEach(range -> centre(data, range * RANGE, Math.min(RANGE, features - range * RANGE), mean, shift));
        var matrix = new double[features][features];
        var sum = new double[features];
        var block = new double[BLOCK][features];
        int groups = Math.ceilDiv(features, ROWS);
        for (int from = 0; from < data.size(); from += BLOCK) {
            int first = from;
            int count = Math.min(BLOCK, data.size() - from);
            IntStream.range(0, count).parallel().forEach(i -> unpack(data, first + i, shift, block[i]));
            for (int i = 0; i < count; i++) add(sum, block[i]);
            IntStream.range(0, groups).parallel().forEach(group -> addProducts(matrix, group, groups, block, count));
        }
        complete(matrix, sum, data.size());
        return new Covariance(mean, matrix);
    }

    /// The means of some features, and what is taken off each before products are summed: its mean, or nothing where at
    /// least half of its values are zero. Such a feature varies by no less than the square of its mean (Cauchy and
    /// Schwarz), so taking the mean off afterwards loses no digits, and its zeros stay zeros.
    private static void centre(Dataset data, int from, int count, double[] mean, double[] shift) {
        var sum = new double[count];
        var zeros = new int[count];
        var part = new float[count];
        for (int i = 0; i < data.size(); i++) {
            data.read(i, from, count, part, 0, 1);
            add(sum, part);
            countZeros(zeros, part);
        }
        for (int j = 0; j < count; j++) {
            mean[from + j] = sum[j] / data.size();
            shift[from + j] = 2L * zeros[j] >= data.size() ? 0 : mean[from + j];
        }
    }

    private static void countZeros(int[] zeros, float[] part) {
        for (int j = 0; j < zeros.length; j++) zeros[j] += part[j] == 0 ? 1 : 0;
    }

    private static void unpack(Dataset data, int i, double[] shift, double[] into) {
        var sample = data.sample(i);
        for (int j = 0; j < into.length; j++) into[j] = sample[j] - shift[j];
    }

    private static void add(double[] sum, float[] sample) {
        for (int j = 0; j < sum.length; j++) sum[j] += sample[j];
    }

    private static void add(double[] sum, double[] sample) {
        for (int j = 0; j < sum.length; j++) sum[j] += sample[j];
    }

    /// Adds the products of every so many features with all later ones: rows from the first on are longest.
    private static void addProducts(double[][] matrix, int first, int step, double[][] block, int count) {
        var lit = new double[PART][];
        for (int from = 0; from < count; from += PART) {
            int to = Math.min(from + PART, count);
            for (int row = first; row < matrix.length; row += step) {
                addProducts(matrix[row], row, block, from, to, lit);
            }
        }
    }

    /// Adds to one row, from the diagonal on, the products of feature `row` with every later feature: of four samples at a
    /// time, in their order.
    ///
    /// @param lit for the samples without a zero there
    private static void addProducts(double[] sums, int row, double[][] block, int from, int to, double[][] lit) {
        int all = 0;
        for (int i = from; i < to; i++) {
            if (block[i][row] != 0) lit[all++] = block[i];
        }
        int i = 0;
        for (; i + 4 <= all; i += 4) addFour(sums, row, lit[i], lit[i + 1], lit[i + 2], lit[i + 3]);
        for (; i < all; i++) addScaled(sums, lit[i][row], lit[i], row);
    }

    private static void addFour(double[] sums, int row, double[] a, double[] b, double[] c, double[] d) {
        double ofA = a[row];
        double ofB = b[row];
        double ofC = c[row];
        double ofD = d[row];
        for (int j = row; j < sums.length; j++) {
            sums[j] = sums[j] + ofA * a[j] + ofB * b[j] + ofC * c[j] + ofD * d[j];
        }
    }

    private static void addScaled(double[] sums, double value, double[] sample, int from) {
        for (int j = from; j < sums.length; j++) sums[j] += value * sample[j];
    }

    /// From sums of products to covariances, and from the upper triangle to both.
    private static void complete(double[][] matrix, double[] sum, int samples) {
        for (int i = 0; i < sum.length; i++) {
            for (int j = i; j < sum.length; j++) {
                matrix[i][j] = (matrix[i][j] - sum[i] * (sum[j] / samples)) / samples;
                matrix[j][i] = matrix[i][j];
            }
        }
    }
}

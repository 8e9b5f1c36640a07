package dev.hourglass.metric;

import dev.hourglass.data.Dataset;
import java.util.stream.IntStream;

/// The mean of samples and how their features vary together.
///
/// Each row of the matrix is summed by one task, over the samples in their order: the bits do not depend on the number
/// of threads. Terms with a zero factor are left out, so dark pixels cost nothing.
final class Covariance {
    /// Samples that are unpacked at a time: 256 of 784 features fit into a core's cache as doubles.
    private static final int BLOCK = 256;

    /// `[feature]`.
    final double[] mean;

    /// `[feature][feature]`, symmetric: the sum over samples divided by their number.
    final double[][] matrix;

    private Covariance(double[] mean, double[][] matrix) {
        this.mean = mean;
        this.matrix = matrix;
    }

    static Covariance of(Dataset data) {
        var mean = mean(data);
        var shift = shift(data, mean);
        int features = mean.length;
        var matrix = new double[features][features];
        var sum = new double[features];
        var block = new double[BLOCK][features];
        for (int from = 0; from < data.size(); from += BLOCK) {
            int first = from;
            int count = Math.min(BLOCK, data.size() - from);
            IntStream.range(0, count).parallel().forEach(i -> unpack(data, first + i, shift, block[i]));
            for (int i = 0; i < count; i++) add(sum, block[i]);
            IntStream.range(0, features).parallel().forEach(row -> addProducts(matrix[row], row, block, count));
        }
        complete(matrix, sum, data.size());
        return new Covariance(mean, matrix);
    }

    private static double[] mean(Dataset data) {
        var sum = new double[data.shape().size()];
        for (int i = 0; i < data.size(); i++) add(sum, data.sample(i));
        for (int j = 0; j < sum.length; j++) sum[j] /= data.size();
        return sum;
    }

    /// What is taken off each feature before products are summed: its mean, or nothing where at least half of its
    /// values are zero. Such a feature varies by no less than the square of its mean (Cauchy and Schwarz), so
    /// taking the mean off afterwards loses no digits, and its zeros stay zeros.
    private static double[] shift(Dataset data, double[] mean) {
        var zeros = new int[mean.length];
        for (int i = 0; i < data.size(); i++) countZeros(zeros, data.sample(i));
        return IntStream.range(0, mean.length).mapToDouble(j -> 2L * zeros[j] >= data.size() ? 0 : mean[j]).toArray();
    }

    private static void countZeros(int[] zeros, float[] sample) {
        for (int j = 0; j < zeros.length; j++) zeros[j] += sample[j] == 0 ? 1 : 0;
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

    /// Adds to one row, from the diagonal on, the products of feature `row` with every later feature.
    private static void addProducts(double[] sums, int row, double[][] block, int count) {
        for (int i = 0; i < count; i++) {
            var sample = block[i];
            double value = sample[row];
            if (value != 0) addScaled(sums, value, sample, row);
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

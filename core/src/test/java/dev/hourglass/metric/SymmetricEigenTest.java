package dev.hourglass.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 10, 57, 128, 129, 300})
    void takesARandomMatrixApart(int n) {
        assertTakesApart(random(n, seeded(n)));
    }

    @Test
    void takesMatricesOfEveryMagnitudeApart() {
        for (double scale : new double[] {1e-100, 1e-30, 1e30, 1e100}) {
            var matrix = random(20, seeded(1));
            for (var row : matrix) Arrays.setAll(row, j -> row[j] * scale);
            assertTakesApart(matrix);
        }
    }

    @Test
    void takesARankOneMatrixApart() {
        int n = 40;
        var v = new double[n];
        Arrays.setAll(v, i -> i % 3 == 0 ? 0 : i);
        var matrix = new double[n][n];
        for (int i = 0; i < n; i++) Arrays.setAll(matrix[i], outer(v, i));
        assertTakesApart(matrix);

        var values = SymmetricEigen.of(copy(matrix)).values;
        double square = Arrays.stream(v).map(x -> x * x).sum();
        assertThat(values[0]).isCloseTo(square, within(1e-10 * square));
        assertThat(values[1]).isCloseTo(0, within(1e-10 * square));
    }

    @Test
    void takesZerosAndTheIdentityApart() {
        assertTakesApart(new double[5][5]);
        var identity = new double[5][5];
        for (int i = 0; i < 5; i++) identity[i][i] = 1;
        assertTakesApart(identity);
    }

    /// The second difference: its eigenvalues are `2 - 2 cos(pi k / (n + 1))`.
    @Test
    void findsTheEigenvaluesOfAString() {
        int n = 50;
        var matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            matrix[i][i] = 2;
            if (i > 0) {
                matrix[i][i - 1] = -1;
                matrix[i - 1][i] = -1;
            }
        }
        var values = SymmetricEigen.of(matrix).values;
        for (int k = 1; k <= n; k++) {
            assertThat(values[n - k]).isCloseTo(2 - 2 * Math.cos(Math.PI * k / (n + 1)), within(1e-13));
        }
    }

    @Test
    void theLargestEntryOfEachVectorIsPositive() {
        for (var vector : SymmetricEigen.of(random(30, seeded(3))).vectors) {
            double largest = Arrays.stream(vector).map(Math::abs).max().orElseThrow();
            assertThat(Arrays.stream(vector).max().orElseThrow()).isEqualTo(largest);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 10, 57, 128, 129, 300})
    void findsTheFirstOfARandomMatrix(int n) {
        var matrix = random(n, seeded(n));
        for (int count = 1; count <= n; count += 1 + n / 7) {
            assertTakesApart(matrix, SymmetricEigen.leading(copy(matrix), count), count);
        }
    }

    @Test
    void findsTheFirstOfMatricesOfEveryMagnitude() {
        for (double scale : new double[] {1e-100, 1e-30, 1e30, 1e100}) {
            var matrix = random(20, seeded(1));
            for (var row : matrix) Arrays.setAll(row, j -> row[j] * scale);
            assertTakesApart(matrix, SymmetricEigen.leading(copy(matrix), 5), 5);
        }
    }

    @Test
    void findsTheFirstOfMatricesWithEqualEigenvalues() {
        int n = 40;
        var identity = new double[n][n];
        var blocks = new double[n][n];
        var ones = new double[n][n];
        for (int i = 0; i < n; i++) {
            identity[i][i] = 1;
            Arrays.fill(ones[i], 1);
            // Pairs with the eigenvalues 3 and 1.
            blocks[i][i] = 2;
            blocks[i][i ^ 1] = 1;
        }
        for (var matrix : List.of(identity, blocks, ones, new double[n][n])) {
            for (int count : new int[] {1, 3, 19, 20}) {
                var found = SymmetricEigen.leading(copy(matrix), count);
                assertTakesApart(matrix, found, count);
                assertThat(found.values)
                        .containsExactly(Arrays.copyOf(SymmetricEigen.of(copy(matrix)).values, count), within(1e-13));
            }
        }
    }

    @Test
    void findsTheFirstOfAMatrixWhoseEigenvaluesFallFast() {
        int n = 60;
        var q = SymmetricEigen.of(random(n, seeded(2))).vectors;
        var matrix = new double[n][n];
        for (int k = 0; k < n; k++) {
            double value = Math.pow(0.5, k);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) matrix[i][j] += value * q[k][i] * q[k][j];
            }
        }
        var found = SymmetricEigen.leading(copy(matrix), 30);
        assertTakesApart(matrix, found, 30);
        for (int k = 0; k < 30; k++) assertThat(found.values[k]).isCloseTo(Math.pow(0.5, k), within(1e-14));
    }

    private static void assertTakesApart(double[][] matrix) {
        assertTakesApart(matrix, SymmetricEigen.of(copy(matrix)), matrix.length);
    }

    private static void assertTakesApart(double[][] matrix, SymmetricEigen eigen, int count) {
        int n = matrix.length;
        double norm = Arrays.stream(matrix).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0) * n;
        double tolerance = 1e-14 * Math.sqrt(n + 1);
        assertThat(eigen.values).hasSize(count);
        for (int k = 0; k < count; k++) {
            if (k > 0) assertThat(eigen.values[k]).isLessThanOrEqualTo(eigen.values[k - 1]);
            for (int i = 0; i < n; i++) {
                double residual = dot(matrix[i], eigen.vectors[k]) - eigen.values[k] * eigen.vectors[k][i];
                assertThat(residual).isCloseTo(0, within(tolerance * norm));
            }
            for (int i = 0; i < count; i++) {
                assertThat(dot(eigen.vectors[k], eigen.vectors[i])).isCloseTo(k == i ? 1 : 0, within(tolerance));
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static IntToDoubleFunction outer(double[] v, int i) {
        return j -> v[i] * v[j];
    }

    private static double[][] copy(double[][] matrix) {
        return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
    }

    private static double[][] random(int n, RandomGenerator random) {
        var matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = random.nextGaussian();
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }

    private static RandomGenerator seeded(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}

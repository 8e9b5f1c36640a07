package dev.hourglass.metric;

/// A symmetric matrix as `qᵀ T q`, where T is tridiagonal and the rows of q are orthonormal.
///
/// Householder's reduction: Golub and Van Loan, Matrix Computations, 4th edition 2013, algorithms 5.1.1 and 8.3.1.
/// Symmetry lets every product with the matrix run along rows, which the JIT turns into vector instructions. A reflection is
/// applied to a row just before the row takes part in the next product, so each step passes through the matrix once.
final class Tridiagonal {
    /// Below it a sum of squares has too few digits left to reflect by; what it is the sum of counts as zero.
    private static final double SMALLEST_SQUARES = 1e-280;

    /// `T[i][i]`.
    final double[] diagonal;

    /// `T[i + 1][i]`; one shorter than the diagonal.
    final double[] beside;

    /// Row r holds, from column r + 1 on, the vector v of reflection r, `1 - scale v vᵀ`.
    private final double[][] reflectors;

    /// Of each reflection; 0 where there is none.
    private final double[] scales;

    private Tridiagonal(double[] diagonal, double[] beside, double[][] reflectors, double[] scales) {
        this.diagonal = diagonal;
        this.beside = beside;
        this.reflectors = reflectors;
        this.scales = scales;
    }

    /// @param a `[row][column]`, symmetric; overwritten and kept
    static Tridiagonal of(double[][] a) {
        int n = a.length;
        var reduced = new Tridiagonal(new double[n], new double[Math.max(n - 1, 0)], a, new double[n]);
        reduced.reduce();
        return reduced;
    }

    /// The rows that are not reduced yet become `a - v wᵀ - w vᵀ`, where `w = scale a v` up to a multiple of v.
    private void reduce() {
        int n = reflectors.length;
        var v = new double[n];
        var w = new double[n];
        for (int k = 0; k < n; k++) {
            var row = reflectors[k];
            if (k > 0 && scales[k - 1] != 0) {
                addScaled(row, -v[k], w, k);
                addScaled(row, -w[k], v, k);
            }
            diagonal[k] = row[k];
            if (k + 1 < n) {
                beside[k] = reflector(row, k + 1, scales, k);
                var product = product(row, k, v, w);
                v = row;
                w = product;
            }
        }
    }

    /// Applies reflection k - 1, by its v and w, to the rows after k, and returns the w of reflection k.
    private double[] product(double[] next, int k, double[] v, double[] w) {
        int n = next.length;
        var product = new double[n];
        boolean isReflected = k > 0 && scales[k - 1] != 0;
        double scale = scales[k];
        for (int i = k + 1; i < n; i++) {
            var row = reflectors[i];
            if (isReflected) {
                reflectAndAdd(row, -v[i], w, -w[i], v, product, scale * next[i], k + 1);
            } else {
                addScaled(product, scale * next[i], row, k + 1);
            }
        }
        double half = 0;
        for (int i = k + 1; i < n; i++) half += product[i] * next[i];
        addScaled(product, -scale * half / 2, next, k + 1);
        return product;
    }

    /// Turns the vector `x[from..]` into the v, with `v[from] = 1`, of the reflection `1 - scale v vᵀ` that maps x to a
    /// multiple of the first unit vector. Stores the scale, 0 where there is nothing to do, and returns that
    /// multiple.
    private static double reflector(double[] x, int from, double[] scales, int k) {
        double tail = 0;
        for (int i = from + 1; i < x.length; i++) tail += x[i] * x[i];
        double head = x[from];
        x[from] = 1;
        if (tail < SMALLEST_SQUARES) return head;
        double norm = Math.sqrt(head * head + tail);
        double first = head <= 0 ? head - norm : -tail / (head + norm);
        scales[k] = 2 * first * first / (tail + first * first);
        for (int i = from + 1; i < x.length; i++) x[i] /= first;
        return norm;
    }

    /// The rows of q: the product of all reflections.
    double[][] q() {
        var columns = new double[reflectors.length][reflectors.length];
        for (int i = 0; i < columns.length; i++) columns[i][i] = 1;
        for (int k = columns.length - 2; k >= 0; k--) reflect(columns, k, k + 1);
        return transposed(columns);
    }

    /// Turns vectors `x` into `qᵀ x`, so that eigenvectors of T become those of the matrix.
    ///
    /// @param x `[coordinate][vector]`
    void turnBack(double[][] x) {
        for (int k = x.length - 2; k >= 0; k--) reflect(x, k, 0);
    }

    /// One reflection of the vectors from one on.
    private void reflect(double[][] x, int k, int from) {
        var v = reflectors[k];
        var sum = new double[x[0].length];
        for (int i = k + 1; i < x.length; i++) addScaled(sum, scales[k] * v[i], x[i], from);
        for (int i = k + 1; i < x.length; i++) addScaled(x[i], -v[i], sum, from);
    }

    private static double[][] transposed(double[][] q) {
        for (int i = 0; i < q.length; i++) {
            for (int j = 0; j < i; j++) {
                double above = q[j][i];
                q[j][i] = q[i][j];
                q[i][j] = above;
            }
        }
        return q;
    }

    private static void reflectAndAdd(
            double[] row, double first, double[] w, double second, double[] v, double[] sum, double scale, int from) {
        for (int j = from; j < sum.length; j++) {
            double reflected = row[j] + first * w[j] + second * v[j];
            row[j] = reflected;
            sum[j] += scale * reflected;
        }
    }

    private static void addScaled(double[] sum, double scale, double[] row, int from) {
        for (int j = from; j < sum.length; j++) sum[j] += scale * row[j];
    }
}

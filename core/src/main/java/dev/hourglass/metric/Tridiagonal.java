package dev.hourglass.metric;

/// A symmetric matrix as `qᵀ T q`, where T is tridiagonal and the rows of q are orthonormal.
///
/// Householder's reduction: Golub and Van Loan, Matrix Computations, 4th edition 2013, algorithms 5.1.1 and 8.3.1.
/// Symmetry lets every product with the matrix run along rows, which the JIT turns into vector instructions.
final class Tridiagonal {
    /// Below it a sum of squares has too few digits left to reflect by; what it is the sum of counts as zero.
    private static final double SMALLEST_SQUARES = 1e-280;

    /// `T[i][i]`.
    final double[] diagonal;

    /// `T[i + 1][i]`; one shorter than the diagonal.
    final double[] beside;

    /// `[row][column]`.
    final double[][] q;

    private Tridiagonal(double[] diagonal, double[] beside, double[][] q) {
        this.diagonal = diagonal;
        this.beside = beside;
        this.q = q;
    }

    /// @param a `[row][column]`, symmetric; overwritten
    static Tridiagonal of(double[][] a) {
        int n = a.length;
        var diagonal = new double[n];
        var beside = new double[Math.max(n - 1, 0)];
        var scales = new double[n];
        for (int k = 0; k < n - 1; k++) {
            diagonal[k] = a[k][k];
            var v = a[k];
            beside[k] = reflector(v, k + 1, scales, k);
            if (scales[k] != 0) reflect(a, v, k + 1, scales[k]);
        }
        if (n > 0) diagonal[n - 1] = a[n - 1][n - 1];
        return new Tridiagonal(diagonal, beside, product(a, scales));
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

    /// Applies the reflection to the rows and columns `from..`: `a -= v wᵀ + w vᵀ`.
    private static void reflect(double[][] a, double[] v, int from, double scale) {
        int n = a.length;
        var w = new double[n];
        for (int i = from; i < n; i++) addScaled(w, scale * v[i], a[i], from);
        double half = 0;
        for (int i = from; i < n; i++) half += w[i] * v[i];
        addScaled(w, -scale * half / 2, v, from);
        for (int i = from; i < n; i++) {
            addScaled(a[i], -v[i], w, from);
            addScaled(a[i], -w[i], v, from);
        }
    }

    /// The product of all reflections, last one first. Row r of `a` holds the vector of reflection r from column
    /// r + 1 on.
    private static double[][] product(double[][] a, double[] scales) {
        int n = a.length;
        var q = new double[n][n];
        for (int i = 0; i < n; i++) q[i][i] = 1;
        for (int k = n - 2; k >= 0; k--) {
            var v = a[k];
            var sum = new double[n];
            for (int i = k + 1; i < n; i++) addScaled(sum, scales[k] * v[i], q[i], k + 1);
            for (int i = k + 1; i < n; i++) addScaled(q[i], -v[i], sum, k + 1);
        }
        return transposed(q);
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

    private static void addScaled(double[] sum, double scale, double[] row, int from) {
        for (int j = from; j < sum.length; j++) sum[j] += scale * row[j];
    }
}

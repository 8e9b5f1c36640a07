package dev.hourglass.metric;

/// A symmetric tridiagonal matrix less a multiple of the identity, as the product of a permutation and of a lower and an upper
/// triangle: Gaussian elimination with partial pivoting (Golub and Van Loan, Matrix Computations, 4th edition 2013, section 4.3.5).
final class ShiftedTridiagonal {
    /// The upper triangle: its diagonal and the two beside it.
    private final double[] pivots;

    private final double[] next;
    private final double[] second;
    /// Of the lower triangle, and whether a row was exchanged with the one below it.
    private final double[] factors;

    private final boolean[] isSwapped;

    /// @param smallest what a pivot is taken to be that is nearer to 0
    ShiftedTridiagonal(double[] diagonal, double[] beside, double shift, double smallest) {
        int n = diagonal.length;
        pivots = new double[n];
        next = new double[n];
        second = new double[n];
        factors = new double[n];
        isSwapped = new boolean[n];
        double pivot = diagonal[0] - shift;
        double right = n > 1 ? beside[0] : 0;
        for (int i = 0; i + 1 < n; i++) {
            double below = beside[i];
            double belowDiagonal = diagonal[i + 1] - shift;
            double belowRight = i + 2 < n ? beside[i + 1] : 0;
            isSwapped[i] = Math.abs(below) > Math.abs(pivot);
            if (isSwapped[i]) {
                set(i, below, belowDiagonal, belowRight, pivot / below);
                pivot = right - factors[i] * belowDiagonal;
                right = -factors[i] * belowRight;
            } else {
                double divisor = away(pivot, smallest);
                set(i, divisor, right, 0, below / divisor);
                pivot = belowDiagonal - factors[i] * right;
                right = belowRight;
            }
        }
        pivots[n - 1] = away(pivot, smallest);
    }

    private void set(int i, double pivot, double right, double farRight, double factor) {
        pivots[i] = pivot;
        next[i] = right;
        second[i] = farRight;
        factors[i] = factor;
    }

    private static double away(double pivot, double smallest) {
        return Math.abs(pivot) < smallest ? Math.copySign(smallest, pivot) : pivot;
    }

    /// Replaces the right side of an equation by its solution.
    void solve(double[] x) {
        int n = x.length;
        for (int i = 0; i + 1 < n; i++) {
            if (isSwapped[i]) {
                double upper = x[i];
                x[i] = x[i + 1];
                x[i + 1] = upper;
            }
            x[i + 1] -= factors[i] * x[i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double rest = x[i];
            if (i + 1 < n) rest -= next[i] * x[i + 1];
            if (i + 2 < n) rest -= second[i] * x[i + 2];
            x[i] = rest / pivots[i];
        }
    }
}

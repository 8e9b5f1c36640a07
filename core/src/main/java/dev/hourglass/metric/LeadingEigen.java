package dev.hourglass.metric;

import java.util.Optional;
import java.util.SplittableRandom;

/// The largest eigenvalues of a symmetric tridiagonal matrix, and eigenvectors that belong to them.
///
/// Eigenvalues by bisection with Sturm sequences, vectors by inverse iteration: Golub and Van Loan, Matrix Computations, 4th
/// edition 2013, sections 8.4.1 and 8.4.2. Vectors of eigenvalues that are close are kept orthogonal as in LAPACK's DSTEIN
/// (Anderson et al. 1999).
///
/// @param values largest first
/// @param vectors `[coordinate][rank]`, orthonormal columns
record LeadingEigen(double[] values, double[][] vectors) {
    private static final double PRECISION = Math.ulp(1.0) / 2;
    private static final long SEED = 1;
    /// Eigenvalues that differ by less than this share of the largest magnitude have vectors that are kept orthogonal.
    private static final double CLOSE = 1e-3;
    private static final int ITERATIONS = 4;
    /// What a solution is off, as a share of the matrix's size, at most.
    private static final double TOLERANCE = 1e-13;

    /// Empty where inverse iteration does not find vectors that are as good as those of the QR algorithm.
    ///
    /// @param diagonal of the matrix
    /// @param beside the entries beside the diagonal, one fewer
    static Optional<LeadingEigen> of(double[] diagonal, double[] beside, int count) {
        return new Search(diagonal, beside).leading(count);
    }

    private static final class Search {
        private final double[] d;
        private final double[] e;
        private final double low;
        private final double high;
        private final double size;
        /// A pivot that is nearer to 0 is taken to be this.
        private final double smallest;

        private Search(double[] diagonal, double[] beside) {
            this.d = diagonal;
            this.e = beside;
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < d.length; i++) {
                double radius = left(i) + right(i);
                least = Math.min(least, d[i] - radius);
                most = Math.max(most, d[i] + radius);
            }
            this.size = Math.max(Math.abs(least), Math.abs(most));
            this.smallest = Math.max(PRECISION * size, Double.MIN_NORMAL);
            this.low = least - 2 * smallest;
            this.high = most + 2 * smallest;
        }

        private double left(int i) {
            return i == 0 ? 0 : Math.abs(e[i - 1]);
        }

        private double right(int i) {
            return i == e.length ? 0 : Math.abs(e[i]);
        }

        private Optional<LeadingEigen> leading(int count) {
            if (size == 0) {
                return Optional.empty();
            }
            var values = new double[count];
            var vectors = new double[count][];
            var random = new SplittableRandom(SEED);
            double above = high;
            int first = 0;
            for (int k = 0; k < count; k++) {
                values[k] = value(k, above);
                above = values[k] + 2 * smallest;
                if (k > 0 && values[k - 1] - values[k] > CLOSE * size) {
                    first = k;
                }
                vectors[k] = vector(values[k], vectors, first, k, random);
                if (!isEigenvector(vectors[k], values[k])) {
                    return Optional.empty();
                }
            }
            return Optional.of(new LeadingEigen(values, columns(vectors)));
        }

        /// The eigenvalue below which there are all but `k + 1`, to working precision.
        private double value(int k, double above) {
            double from = low;
            double to = Math.min(above, high);
            while (true) {
                double middle = from + (to - from) / 2;
                if (to - from <= 2 * smallest || middle <= from || middle >= to) {
                    return middle;
                }
                if (below(middle) <= d.length - k - 1) {
                    from = middle;
                } else {
                    to = middle;
                }
            }
        }

        /// How many eigenvalues are less than x: the negative pivots of the matrix less x.
        private int below(double x) {
            int count = 0;
            double pivot = 1;
            for (int i = 0; i < d.length; i++) {
                double square = i == 0 ? 0 : e[i - 1] * e[i - 1];
                pivot = d[i] - x - square / pivot;
                if (Math.abs(pivot) < smallest) {
                    pivot = -smallest;
                }
                count += pivot < 0 ? 1 : 0;
            }
            return count;
        }

        /// An eigenvector that is orthogonal to those of close eigenvalues found before.
        private double[] vector(double value, double[][] before, int first, int count, SplittableRandom random) {
            var x = new double[d.length];
            for (int i = 0; i < x.length; i++) x[i] = random.nextDouble() - 0.5;
            // Equal eigenvalues give vectors of their own where the matrices differ in the last digits.
            var shifted = new ShiftedTridiagonal(d, e, value - 2 * smallest * (count - first), smallest);
            normalise(x);
            for (int iteration = 0; iteration < ITERATIONS; iteration++) {
                shifted.solve(x);
                normalise(x);
                for (int i = first; i < count; i++) takeOff(x, before[i]);
                normalise(x);
            }
            for (int i = 0; i < count; i++) takeOff(x, before[i]);
            normalise(x);
            return x;
        }

        private boolean isEigenvector(double[] x, double value) {
            for (int i = 0; i < x.length; i++) {
                double image = d[i] * x[i] + (i == 0 ? 0 : e[i - 1] * x[i - 1])
                        + (i == e.length ? 0 : e[i] * x[i + 1]);
                if (!(Math.abs(image - value * x[i]) <= TOLERANCE * size)) {
                    return false;
                }
            }
            return true;
        }

        private static double[][] columns(double[][] vectors) {
            var columns = new double[vectors[0].length][vectors.length];
            for (int k = 0; k < vectors.length; k++) {
                for (int i = 0; i < columns.length; i++) columns[i][k] = vectors[k][i];
            }
            return columns;
        }

        private static void takeOff(double[] x, double[] direction) {
            double along = dot(x, direction);
            for (int i = 0; i < x.length; i++) x[i] -= along * direction[i];
        }

        private static void normalise(double[] x) {
            double largest = 0;
            for (double entry : x) largest = Math.max(largest, Math.abs(entry));
            for (int i = 0; i < x.length; i++) x[i] /= largest;
            double length = Math.sqrt(dot(x, x));
            for (int i = 0; i < x.length; i++) x[i] /= length;
        }

        private static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
            return sum;
        }
    }
}

package dev.hourglass.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Eigenvalues of a symmetric matrix, largest first, and the eigenvectors that belong to them.
///
/// All of them by the implicit symmetric QR algorithm with Wilkinson's shift: Golub and Van Loan, Matrix Computations, 4th
/// edition 2013, algorithms 8.3.2 and 8.3.3. A few by [LeadingEigen].
final class SymmetricEigen {
    private static final double PRECISION = Math.ulp(1.0) / 2;

    /// Each eigenvalue takes two or three steps; more than this for each can only be a defect.
    private static final int MAX_STEPS_PER_VALUE = 60;

    /// Largest first.
    final double[] values;

    /// `[rank][coordinate]`, orthonormal rows; of each the entry with the largest magnitude is positive.
    final double[][] vectors;

    private SymmetricEigen(double[] values, double[][] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /// @param matrix `[row][column]`, symmetric, finite; overwritten
    static SymmetricEigen of(double[][] matrix) {
        return of(Tridiagonal.of(matrix));
    }

    /// Those with the largest eigenvalues.
    ///
    /// @param matrix `[row][column]`, symmetric, finite; overwritten
    /// @param count from 1 to the number of rows
    static SymmetricEigen leading(double[][] matrix, int count) {
        var reduced = Tridiagonal.of(matrix);
        if (2 * count <= matrix.length) {
            var found = LeadingEigen.of(reduced.diagonal, reduced.beside, count);
            if (found.isPresent()) {
                var vectors = found.get().vectors();
                reduced.turnBack(vectors);
                return sorted(found.get().values(), rows(vectors));
            }
        }
        var all = of(reduced);
        return new SymmetricEigen(Arrays.copyOf(all.values, count), Arrays.copyOf(all.vectors, count));
    }

    private static SymmetricEigen of(Tridiagonal reduced) {
        var q = reduced.q();
        var rotations = new Rotations(q);
        diagonalise(reduced.diagonal, reduced.beside, rotations);
        rotations.flush();
        return sorted(reduced.diagonal, q);
    }

    private static double[][] rows(double[][] columns) {
        var rows = new double[columns[0].length][columns.length];
        for (int i = 0; i < columns.length; i++) {
            for (int k = 0; k < rows.length; k++) rows[k][i] = columns[i][k];
        }
        return rows;
    }

    private static void diagonalise(double[] d, double[] e, Rotations rotations) {
        int last = d.length - 1;
        long steps = (long) MAX_STEPS_PER_VALUE * d.length;
        while (last > 0) {
            if (negligible(d, e, last - 1)) {
                last--;
                continue;
            }
            int first = last - 1;
            while (first > 0 && !negligible(d, e, first - 1)) first--;
            step(d, e, first, last, rotations);
            if (--steps < 0) throw new IllegalStateException("the eigenvalues do not converge");
        }
    }

    private static boolean negligible(double[] d, double[] e, int i) {
        return Math.abs(e[i]) <= PRECISION * (Math.abs(d[i]) + Math.abs(d[i + 1]));
    }

    /// One QR step on the rows `first..last`: a rotation of the first two rows lets a bulge appear beside the three
    /// diagonals, and each further rotation chases it one row down.
    private static void step(double[] d, double[] e, int first, int last, Rotations rotations) {
        double x = d[first] - shift(d[last - 1], e[last - 1], d[last]);
        double bulge = e[first];
        for (int k = first; k < last; k++) {
            double length = Math.hypot(x, bulge);
            double cos = length == 0 ? 1 : x / length;
            double sin = length == 0 ? 0 : bulge / length;
            if (k > first) e[k - 1] = length;
            double upper = d[k];
            double beside = e[k];
            double lower = d[k + 1];
            double both = 2 * cos * sin * beside;
            d[k] = cos * cos * upper + both + sin * sin * lower;
            d[k + 1] = sin * sin * upper - both + cos * cos * lower;
            e[k] = cos * sin * (lower - upper) + (cos * cos - sin * sin) * beside;
            if (k + 1 < last) {
                x = e[k];
                bulge = sin * e[k + 1];
                e[k + 1] *= cos;
            }
            rotations.add(k, cos, sin);
        }
    }

    /// The eigenvalue of `[[above, beside], [beside, below]]` that is closer to `below`.
    private static double shift(double above, double beside, double below) {
        double half = (above - below) / 2;
        return below - beside * (beside / (half + Math.copySign(Math.hypot(half, beside), half)));
    }

    private static SymmetricEigen sorted(double[] values, double[][] vectors) {
        int[] order = IntStream.range(0, values.length).boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> values[i]).reversed())
                .mapToInt(Integer::intValue).toArray();
        for (var vector : vectors) fixSign(vector);
        return new SymmetricEigen(
                IntStream.of(order).mapToDouble(i -> values[i]).toArray(),
                IntStream.of(order).mapToObj(i -> vectors[i]).toArray(double[][]::new));
    }

    private static void fixSign(double[] vector) {
        double largest = 0;
        for (double entry : vector) {
            if (Math.abs(entry) > Math.abs(largest)) largest = entry;
        }
        if (largest < 0) {
            for (int i = 0; i < vector.length; i++) vector[i] = -vector[i];
        }
    }
}

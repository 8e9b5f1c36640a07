package dev.hourglass.metric;

import java.util.Locale;

/// The space that some vectors span.
public final class Subspace {
    /// A vector of which less than this share is left, after what lies along the others is taken off, adds no dimension.
    private static final double SMALLEST_SHARE = 1e-6;

    /// `[dimension][coordinate]`, orthonormal rows.
    private final double[][] basis;

    private Subspace(double[][] basis) {
        this.basis = basis;
    }

    /// @param vectors `[vector][coordinate]`, at least one, not changed
    /// @throws IllegalArgumentException if one is a linear combination of those before it, or has another length
    public static Subspace of(double[]... vectors) {
        if (vectors.length == 0) {
            throw new IllegalArgumentException("expected at least one vector, found none");
        }
        var basis = new double[vectors.length][];
        for (int i = 0; i < vectors.length; i++) {
            if (vectors[i].length != vectors[0].length) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "expected vectors of one length, found %d and %d coordinates",
                                vectors[0].length, vectors[i].length));
            }
            basis[i] = vectors[i].clone();
            double length = Math.sqrt(dot(basis[i], basis[i]));
            // Twice: rounding errors of the first time are taken off by the second (Giraud and Langou 2002).
            takeOff(basis[i], basis, i);
            takeOff(basis[i], basis, i);
            double left = Math.sqrt(dot(basis[i], basis[i]));
            if (!(left > SMALLEST_SHARE * length)) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT,
                                "vector %d is a linear combination of those before it: the space has fewer dimensions than vectors",
                                i + 1));
            }
            for (int j = 0; j < basis[i].length; j++) basis[i][j] /= left;
        }
        return new Subspace(basis);
    }

    public int dimensions() {
        return basis.length;
    }

    /// The largest principal angle between two spaces of as many dimensions (Bjorck and Golub 1973), in degrees: 0 where
    /// they are the same, 90 where one has a direction that is orthogonal to all of the other.
    ///
    /// @throws IllegalArgumentException if the spaces have another number of dimensions or coordinates
    public double largestAngle(Subspace other) {
        if (basis.length != other.basis.length || basis[0].length != other.basis[0].length) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "expected spaces of as many dimensions, found %d of %d and %d of %d",
                            basis.length, basis[0].length, other.basis.length, other.basis[0].length));
        }
        int count = basis.length;
        var rest = new double[count][];
        for (int i = 0; i < count; i++) {
            rest[i] = other.basis[i].clone();
            takeOff(rest[i], basis, count);
        }
        var products = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) products[i][j] = dot(rest[i], rest[j]);
        }
        // The sine, because the cosine of a small angle is 1 to too many digits.
        double sine = Math.sqrt(Math.max(SymmetricEigen.of(products).values[0], 0));
        return Math.toDegrees(Math.asin(Math.min(sine, 1)));
    }

    /// Takes off a vector what lies along the first of some orthonormal ones.
    private static void takeOff(double[] vector, double[][] directions, int count) {
        for (int i = 0; i < count; i++) {
            double along = dot(vector, directions[i]);
            for (int j = 0; j < vector.length; j++) vector[j] -= along * directions[i][j];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }
}

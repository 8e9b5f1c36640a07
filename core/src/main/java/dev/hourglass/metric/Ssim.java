package dev.hourglass.metric;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.loss.StructuralSimilarity;
import java.util.Arrays;
import java.util.Locale;

/// Structural similarity of pictures with pixels in 0..1 (Wang, Bovik, Sheikh and Simoncelli 2004, equation 13): means,
/// variances and covariance are taken under a Gaussian window of 11 by 11 pixels and deviation 1.5, with K1 = 0.01 and
/// K2 = 0.03, and the index is averaged over every place where the whole window fits.
///
/// 1 for equal pictures, about 0 for unrelated ones; unlike the squared error it hardly minds a change of brightness
/// and minds blur.
public final class Ssim {
    /// Height and width of the window, and so of the smallest picture.
    public static final int WINDOW = StructuralSimilarity.WINDOW;

    private static final double C1 = StructuralSimilarity.C1;
    private static final double C2 = StructuralSimilarity.C2;
    private static final double[] WEIGHTS = StructuralSimilarity.window();

    private Ssim() {}

    /// Whether samples are pictures that the window fits into.
    public static boolean appliesTo(Shape shape) {
        return shape.isImage() && shape.height() >= WINDOW && shape.width() >= WINDOW;
    }

    /// The mean index of two pictures; of colour pictures the mean over the channels.
    ///
    /// @param a `[row][column][channel]`, pixels in 0..1
    /// @param b like `a`
    /// @return at most 1
    /// @throws IllegalArgumentException where the window does not fit, or a picture is of another size
    public static double of(Shape shape, float[] a, float[] b) {
        double sum = 0;
        for (int channel = 0; channel < shape.channels(); channel++) {
            sum += ofChannel(shape, a, b, channel);
        }
        return sum / shape.channels();
    }

    /// The mean index of one channel of two pictures.
    ///
    /// @param a `[row][column][channel]`, pixels in 0..1
    /// @param b like `a`
    /// @param channel counted from 0
    /// @return at most 1
    /// @throws IllegalArgumentException where the window does not fit, or a picture is of another size
    public static double ofChannel(Shape shape, float[] a, float[] b, int channel) {
        if (!appliesTo(shape)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "expected pictures of at least %d by %1$d pixels, found %s", WINDOW,
                            shape));
        }
        if (a.length != shape.size() || b.length != shape.size()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "expected pictures of %d features, found %d and %d", shape.size(),
                            a.length, b.length));
        }
        return of(shape, plane(shape, a, channel), plane(shape, b, channel));
    }

    private static double of(Shape shape, double[] a, double[] b) {
        int width = shape.width();
        var filter = new Filter(a.length, width);
        var meansA = filter.means(a);
        var meansB = filter.means(b);
        var products = new double[a.length];
        var squaresA = filter.means(multiply(a, a, products));
        var squaresB = filter.means(multiply(b, b, products));
        var mixed = filter.means(multiply(a, b, products));
        int rows = shape.height() - WINDOW + 1;
        int places = width - WINDOW + 1;
        double sum = 0;
        for (int y = 0; y < rows; y++) {
            for (int i = y * width; i < y * width + places; i++) {
                double square = meansA[i] * meansA[i] + meansB[i] * meansB[i];
                double product = meansA[i] * meansB[i];
                double variances = squaresA[i] + squaresB[i] - square;
                double covariance = mixed[i] - product;
                sum += (2 * product + C1) * (2 * covariance + C2) / ((square + C1) * (variances + C2));
            }
        }
        return sum / (rows * places);
    }

    private static double[] plane(Shape shape, float[] picture, int channel) {
        var plane = new double[shape.height() * shape.width()];
        for (int i = 0; i < plane.length; i++) plane[i] = picture[i * shape.channels() + channel];
        return plane;
    }

    private static double[] multiply(double[] a, double[] b, double[] products) {
        for (int i = 0; i < products.length; i++) products[i] = a[i] * b[i];
        return products;
    }

    /// Weighted means under the window, first along rows, then along columns: that of place (y, x) at `y width + x`. In between
    /// stand means of windows that go from one row into the next, because one long loop takes less time than many short ones.
    private static final class Filter {
        private final int width;
        private final double[] along;
        private final double[] moved;

        Filter(int pixels, int width) {
            this.width = width;
            this.along = new double[pixels - WINDOW + 1];
            this.moved = new double[along.length];
        }

        double[] means(double[] plane) {
            Arrays.fill(along, 0);
            weigh(plane, 1, along);
            var means = new double[along.length - (WINDOW - 1) * width];
            weigh(along, width, means);
            return means;
        }

        /// Sums of neighbours that are `step` apart, each with its weight, in their order. They are moved to where they are added,
        /// because the JIT makes vectors only of loops that go through all their arrays at the same places.
        private void weigh(double[] values, int step, double[] sums) {
            for (int k = 0; k < WINDOW; k++) {
                System.arraycopy(values, k * step, moved, 0, sums.length);
                addScaled(sums, WEIGHTS[k], moved);
            }
        }

        private static void addScaled(double[] sums, double scale, double[] values) {
            for (int i = 0; i < sums.length; i++) sums[i] += scale * values[i];
        }
    }
}

package dev.hourglass.metric;

/// Measures of pictures with pixels in 0..1.
public final class ImageMetrics {
    private ImageMetrics() {}

    /// Peak signal-to-noise ratio in decibels: `10 log10(1 / meanSquaredError)`; infinite where there is no error.
    ///
    /// @param meanSquaredError per pixel, 0 or more
    public static double psnr(double meanSquaredError) {
        if (!(meanSquaredError >= 0)) {
            throw new IllegalArgumentException("mean squared error: expected 0 or more, found " + meanSquaredError);
        }
        return meanSquaredError == 0 ? Double.POSITIVE_INFINITY : -10 * Math.log10(meanSquaredError);
    }
}

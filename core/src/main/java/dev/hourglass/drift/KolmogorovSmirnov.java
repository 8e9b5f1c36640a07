package dev.hourglass.drift;

/// The test of Kolmogorov and Smirnov that two samples come from one distribution.
final class KolmogorovSmirnov {
    /// From here on the series of exponentials converges faster than its transform.
    private static final double MIDDLE = 1.18;

    private static final int TERMS = 10;

    private KolmogorovSmirnov() {}

    /// The probability of a distance at least as large between samples of one distribution, by the limiting distribution with
    /// Stephens' correction for finite samples (Stephens 1970; Press et al. 2007, section 14.3.3). Conservative where values are equal.
    ///
    /// @param distance the largest difference of the empirical distribution functions, in 0..1
    static double pValue(double distance, long first, long second) {
        if (first == 0 || second == 0) {
            return 1;
        }
        double root = StrictMath.sqrt((double) first * second / ((double) first + second));
        return survival((root + 0.12 + 0.11 / root) * distance);
    }

    /// `2 sum (-1)^(j-1) exp(-2 j^2 x^2)` (Kolmogorov 1933; Smirnov 1948), for small x by the transformed theta function.
    static double survival(double x) {
        if (x < 0.04) {
            return 1;
        }
        return Math.clamp(x < MIDDLE ? 1 - probability(x) : sum(x), 0, 1);
    }

    private static double sum(double x) {
        double sum = 0;
        for (int j = TERMS; j >= 1; j--) {
            double term = 2 * StrictMath.exp(-2.0 * j * j * x * x);
            sum += j % 2 == 1 ? term : -term;
        }
        return sum;
    }

    private static double probability(double x) {
        double sum = 0;
        for (int j = TERMS; j >= 1; j--) {
            double odd = (2.0 * j - 1) * Math.PI;
            sum += StrictMath.exp(-odd * odd / (8 * x * x));
        }
        return StrictMath.sqrt(2 * Math.PI) / x * sum;
    }
}

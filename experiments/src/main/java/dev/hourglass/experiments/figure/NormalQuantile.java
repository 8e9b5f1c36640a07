package dev.hourglass.experiments.figure;

/// Quantiles of the standard normal distribution, good to 0.0005 (Abramowitz and Stegun 1964, formula 26.2.23).
final class NormalQuantile {
    private NormalQuantile() {}

    /// @param p above 0 and below 1
    static double of(double p) {
        if (p > 0.5) {
            return -of(1 - p);
        }
        double t = Math.sqrt(-2 * Math.log(p));
        double above = 2.515517 + t * (0.802853 + t * 0.010328);
        double below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
        return above / below - t;
    }

    /// The quantiles in the middle of `count` equally likely parts, ascending.
    static double[] middles(int count) {
        var quantiles = new double[count];
        for (int i = 0; i < count; i++) {
            quantiles[i] = of((i + 0.5) / count);
        }
        return quantiles;
    }
}

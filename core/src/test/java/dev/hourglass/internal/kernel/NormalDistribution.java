package dev.hourglass.internal.kernel;

/// The distribution function of the standard normal in double precision (Marsaglia 2004, Evaluating the normal distribution).
public final class NormalDistribution {
    /// Beyond it the function is 0 or 1 to double precision.
    private static final double END = 9;

    private NormalDistribution() {}

    public static double at(double x) {
        if (Math.abs(x) > END) {
            return x > 0 ? 1 : 0;
        }
        double term = x;
        double sum = x;
        for (int i = 3; Math.abs(term) > 1e-18; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    }
}

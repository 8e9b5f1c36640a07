package dev.hourglass.drift;

/// The chi squared distribution.
final class ChiSquared {
    private static final double PRECISION = 1e-16;
    private static final int MOST_TERMS = 10_000;

    private ChiSquared() {}

    /// The probability of a value at least as large: the incomplete gamma function `Q(k / 2, x / 2)`, by its series or its continued fraction
    /// (Abramowitz and Stegun 1964, 6.5.29 and 6.5.31; Press et al. 2007, section 6.2).
    ///
    /// @param degreesOfFreedom at least 1
    static double survival(double x, int degreesOfFreedom) {
        double a = degreesOfFreedom / 2.0;
        double half = x / 2;
        if (!(half > 0)) {
            return 1;
        }
        double factor = StrictMath.exp(a * StrictMath.log(half) - half - logGamma(degreesOfFreedom));
        return Math.clamp(half < a + 1 ? 1 - factor * series(a, half) : factor * fraction(a, half), 0, 1);
    }

    /// `log Gamma(k / 2)`, by the recurrence from 1/2 or 1.
    private static double logGamma(int k) {
        double sum = k % 2 == 0 ? 0 : StrictMath.log(Math.PI) / 2;
        for (double a = k % 2 == 0 ? 1 : 0.5; a < k / 2.0; a++) sum += StrictMath.log(a);
        return sum;
    }

    private static double series(double a, double x) {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < MOST_TERMS && term > sum * PRECISION; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return sum;
    }

    /// By the method of Lentz (1976).
    private static double fraction(double a, double x) {
        double b = x + 1 - a;
        double c = Double.MAX_VALUE;
        double d = 1 / b;
        double product = d;
        for (int n = 1; n < MOST_TERMS; n++) {
            double numerator = -n * (n - a);
            b += 2;
            d = 1 / (numerator * d + b);
            c = b + numerator / c;
            double change = c * d;
            product *= change;
            if (Math.abs(change - 1) < PRECISION) {
                break;
            }
        }
        return product;
    }
}

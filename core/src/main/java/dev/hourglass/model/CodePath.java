package dev.hourglass.model;

import java.util.Locale;

/// A way from one code to another.
public enum CodePath {
    /// The straight line: `(1 - t) a + t b`.
    LINEAR,
    /// The arc of a great circle: `(sin((1 - t) w) a + sin(t w) b) / sin w`, with `w` the angle between the codes (Shoemake 1985;
    /// for latent codes, White 2016). It keeps the distance from the prior's centre, where a straight line passes closer to it
    /// than random codes ever are. Codes in one direction, or in opposite ones, are joined by the straight line.
    SPHERICAL;

    /// Below this sine of the angle there is no arc to follow.
    private static final double STRAIGHT = 1e-6;

    /// Codes from `from` to `to`, both included, in equal steps: `[step][feature]`.
    ///
    /// @param count codes, at least 2
    public float[][] between(float[] from, float[] to, int count) {
        if (from.length != to.length) {
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                    "expected codes of one size, found %d and %d features", from.length, to.length));
        }
        if (count < 2) {
            throw new IllegalArgumentException("count must be at least 2, found " + count);
        }
        double angle = this == SPHERICAL ? angle(from, to) : 0;
        double sine = StrictMath.sin(angle);
        var codes = new float[count][from.length];
        for (int step = 0; step < count; step++) {
            double t = (double) step / (count - 1);
            double a = sine < STRAIGHT ? 1 - t : StrictMath.sin((1 - t) * angle) / sine;
            double b = sine < STRAIGHT ? t : StrictMath.sin(t * angle) / sine;
            for (int i = 0; i < from.length; i++) {
                codes[step][i] = (float) (a * from[i] + b * to[i]);
            }
        }
        return codes;
    }

    private static double angle(float[] a, float[] b) {
        double product = dot(a, b) / StrictMath.sqrt(dot(a, a) * dot(b, b));
        return Double.isNaN(product) ? 0 : StrictMath.acos(Math.clamp(product, -1, 1));
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}

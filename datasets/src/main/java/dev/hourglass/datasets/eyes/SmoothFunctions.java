package dev.hourglass.datasets.eyes;

/// The few functions that everything is drawn with. Sums, products and square roots alone, which every machine rounds alike.
final class SmoothFunctions {
    private SmoothFunctions() {}

    static double clip(double x) {
        return Math.clamp(x, 0, 1);
    }

    static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }

    /// From 0 to 1 for x from 0 to 1, flat at both ends.
    static double smooth(double x) {
        double t = clip(x);
        return t * t * (3 - 2 * t);
    }

    /// From 0 where x is `from` to 1 where it is `to`.
    static double step(double from, double to, double x) {
        return smooth((x - from) / (to - from));
    }

    /// 1 at 0, a half at distance 1, falling on.
    static double hill(double x) {
        return 1 / (1 + x * x);
    }

    /// An arch over 0..1: 0 at both ends, 1 and flat at `peak`.
    ///
    /// @param roundness 0 for a parabola on either side, 1 for an ellipse
    static double arch(double t, double peak, double roundness) {
        double u = clip(t < peak ? t / peak : (1 - t) / (1 - peak));
        double parabola = u * (2 - u);
        return mix(parabola, Math.sqrt(parabola), roundness);
    }
}

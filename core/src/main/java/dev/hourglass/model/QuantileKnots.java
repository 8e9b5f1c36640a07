package dev.hourglass.model;

import java.util.Arrays;

/// A distribution of numbers as its quantiles at fixed shares, close together at both ends, with straight lines between them. Equal
/// knots are a number that many have.
final class QuantileKnots {
    private static final int COUNT = 129;
    private static final double[] SHARES = shares();

    private QuantileKnots() {}

    /// Those of Chebyshev's points: 0, 1, and so on, closer by a factor of 80 at the ends than in the middle.
    private static double[] shares() {
        var shares = new double[COUNT];
        for (int i = 0; i < COUNT; i++) shares[i] = (1 - StrictMath.cos(Math.PI * i / (COUNT - 1))) / 2;
        shares[COUNT - 1] = 1;
        return shares;
    }

    static boolean areSound(double... knots) {
        boolean areSound = knots.length == COUNT;
        for (int i = 0; i < knots.length && areSound; i++) {
            areSound = Double.isFinite(knots[i]) && (i == 0 || knots[i] >= knots[i - 1]);
        }
        return areSound;
    }

    /// The quantiles of some numbers; zeros of none.
    static double[] of(double... numbers) {
        var sorted = numbers.clone();
        Arrays.sort(sorted);
        var knots = new double[COUNT];
        for (int i = 0; i < COUNT && sorted.length > 0; i++) {
            double place = SHARES[i] * (sorted.length - 1);
            int below = (int) place;
            double above = sorted[Math.min(below + 1, sorted.length - 1)];
            knots[i] = shortened(sorted[below] + (place - below) * (above - sorted[below]));
        }
        return knots;
    }

    /// With the digits of a float, which keeps the order.
    private static double shortened(double number) {
        return Double.parseDouble(Float.toString((float) number));
    }

    /// The number below which a share of all lies.
    ///
    /// @param share in 0..1
    static double quantile(double[] knots, double share) {
        int above = Math.clamp(upper(SHARES, share), 1, COUNT - 1);
        double part = (share - SHARES[above - 1]) / (SHARES[above] - SHARES[above - 1]);
        return knots[above - 1] + part * (knots[above] - knots[above - 1]);
    }

    /// The share of all that lies below a number.
    ///
    /// @param part in 0..1, where among those that are equal to it
    static double share(double[] knots, double number, double part) {
        int above = upper(knots, number);
        if (above == 0) {
            return 0;
        }
        int first = above - 1;
        while (first > 0 && knots[first - 1] == number) first--;
        if (knots[above - 1] == number) {
            return SHARES[first] + part * (SHARES[above - 1] - SHARES[first]);
        }
        if (above == COUNT) {
            return 1;
        }
        double place = (number - knots[above - 1]) / (knots[above] - knots[above - 1]);
        return SHARES[above - 1] + place * (SHARES[above] - SHARES[above - 1]);
    }

    /// The index of the first that is larger.
    private static int upper(double[] rising, double number) {
        int from = 0;
        int to = rising.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (rising[middle] > number) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }
}

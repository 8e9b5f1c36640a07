package dev.hourglass.model;

import dev.hourglass.table.Scaling;
import java.util.Arrays;

/// The step of which all numbers of a column are multiples, as far as features, which are floats, can tell.
final class Resolution {
    /// Where numbers have no step.
    static final double NONE = 0;

    private static final double[] OF_NUMBERS = {1000, 100, 10, 1, 0.1, 0.01, 0.001, 0.0001};
    private static final double[] OF_MOMENTS = {86_400, 3600, 60, 1};
    /// Of a step: numbers that are less exact say nothing.
    private static final double EXACT = 0.1;
    private static final double MOST_UNKNOWN = 0.5;

    private Resolution() {}

    /// Of numbers.
    static double ofNumbers(Scaling scaling, double... features) {
        return of(scaling, features, OF_NUMBERS);
    }

    /// Of seconds since 1970-01-01T00:00Z.
    static double ofMoments(Scaling scaling, double... features) {
        return of(scaling, features, OF_MOMENTS);
    }

    private static double of(Scaling scaling, double[] features, double... steps) {
        return Arrays.stream(steps).filter(step -> areMultiples(scaling, features, step)).findFirst().orElse(NONE);
    }

    private static boolean areMultiples(Scaling scaling, double[] features, double step) {
        int unknown = 0;
        for (double feature : features) {
            double multiple = scaling.invert(feature) / step;
            // Between the numbers of the neighbouring floats.
            double error = Math.abs(scaling.invert(Math.nextUp((float) feature))
                    - scaling.invert(Math.nextDown((float) feature))) / step + Math.ulp(multiple);
            if (error > EXACT) {
                unknown++;
            } else if (Math.abs(multiple - Math.rint(multiple)) > error) {
                return false;
            }
        }
        return features.length > 0 && unknown <= MOST_UNKNOWN * features.length;
    }

    /// The nearest multiple; with no step, a number with the digits of a float.
    static double round(double number, double step) {
        if (step == NONE) {
            return Float.isFinite((float) number) ? Double.parseDouble(Float.toString((float) number)) : number;
        }
        double whole = Math.rint(1 / step);
        return step >= 1 ? Math.rint(number / step) * step : Math.rint(number * whole) / whole;
    }
}

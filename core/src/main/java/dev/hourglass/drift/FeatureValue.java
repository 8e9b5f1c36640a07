package dev.hourglass.drift;

import dev.hourglass.table.Scaling;
import java.math.BigDecimal;
import java.math.MathContext;

/// Features in the units of their column, without digits that they do not have: a feature is a float, so a number is known to be within a
/// range, of which the roundest one is taken.
final class FeatureValue {
    private static final int MOST_DIGITS = 15;
    private static final double[] UNITS = {86_400, 3600, 60, 1};

    private FeatureValue() {}

    /// @param feature finite
    static double number(Scaling scaling, float feature) {
        double value = scaling.invert(feature);
        double error = error(scaling, feature);
        if (!Double.isFinite(value) || Math.abs(value) <= error) {
            return Double.isFinite(value) ? 0 : value;
        }
        for (int digits = 1; digits <= MOST_DIGITS; digits++) {
            double rounded = BigDecimal.valueOf(value).round(new MathContext(digits)).doubleValue();
            if (Math.abs(rounded - value) <= error) {
                return rounded;
            }
        }
        return value;
    }

    /// @param feature finite
    /// @return seconds since 1970-01-01T00:00Z
    static double moment(Scaling scaling, float feature) {
        double value = scaling.invert(feature);
        for (double unit : UNITS) {
            double rounded = Math.rint(value / unit) * unit;
            if (Math.abs(rounded - value) <= error(scaling, feature)) {
                return rounded;
            }
        }
        return value;
    }

    private static double error(Scaling scaling, float feature) {
        return scaling.invert(Math.nextUp(feature)) - scaling.invert(Math.nextDown(feature));
    }
}

package dev.hourglass.table;

import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.loss.OutputBlock;
import dev.hourglass.spec.loss.Poisson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Counts: one feature, under half the Poisson deviance, which is reconstructed as the rate.
///
/// @param unit by which counts are divided, 1 or more: the root of the mean square where that is above 1
/// @param deviance of the training rows' features, clipped, half of it, from their mean
/// @param missingShare of training rows
public record CountColumn(String name, double unit, double deviance, double missingShare) implements Column {
    public CountColumn {
        if (!(unit >= 1 && Double.isFinite(unit) && deviance >= 0 && Double.isFinite(deviance))) {
            throw new SpecException(String.format(Locale.ROOT,
                    "column '%s': expected a unit of 1 or more and a deviance of 0 or more, found %s and %s", name,
                    unit,
                    deviance));
        }
        Weighting.requireShare(name, missingShare);
    }

    @Override
    public String type() {
        return "count";
    }

    @Override
    public boolean isText() {
        return false;
    }

    @Override
    public int features() {
        return hasIndicator() ? 2 : 1;
    }

    @Override
    public List<OutputBlock> blocks(int from) {
        var blocks = new ArrayList<OutputBlock>();
        blocks.add(OutputBlock.ofFeatures(from, 1, new Poisson()).withWeight(Weighting.ofDeviance(deviance, unit)));
        if (hasIndicator()) {
            blocks.add(Weighting.indicator(from + 1, missingShare));
        }
        return blocks;
    }

    /// How counts become features, and back.
    public Scaling scaling() {
        return new Scaling.Standard(0, unit);
    }

    /// @throws dev.hourglass.data.DataException if the cell is no count
    @Override
    public void encode(ColumnValues values, int row, float[] features, int at) {
        double value = ((ColumnValues.Numbers) values).values()[row];
        boolean isMissing = Double.isNaN(value);
        if (!isMissing) {
            CountType.requireCount(name, value);
        }
        features[at] = isMissing ? Float.NaN : Math.min((float) scaling().apply(value), Float.MAX_VALUE);
        if (hasIndicator()) {
            features[at + 1] = isMissing ? 1 : 0;
        }
    }

    /// How far a feature is from the one expected, in standard deviations of a Poisson distribution (Pearson's residual): counts vary more
    /// the larger they are.
    double residual(double feature, double expected) {
        return (feature - expected) / deviation(expected);
    }

    /// The count of which [#residual] is this, a whole number of 0 or more.
    public double count(double expected, double residual) {
        return Math.max(0, Math.rint(scaling().invert(expected + residual * deviation(expected))));
    }

    private static double deviation(double expected) {
        return StrictMath.sqrt(Math.max(expected, Float.MIN_NORMAL));
    }
}

package dev.hourglass.table;

import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.OutputBlock;
import java.util.ArrayList;
import java.util.List;

/// Numbers: one feature, under squared error.
///
/// @param variance of the training rows' features, clipped
/// @param missingShare of training rows
public record NumericColumn(String name, Scaling scaling, double variance, double missingShare) implements Column {
    public NumericColumn {
        Weighting.requireShare(name, missingShare);
    }

    @Override
    public String type() {
        return "numeric";
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
        blocks.add(OutputBlock.ofFeatures(from, 1, new MeanSquaredError()).withWeight(Weighting.ofVariance(variance)));
        if (hasIndicator()) {
            blocks.add(Weighting.indicator(from + 1, missingShare));
        }
        return blocks;
    }

    @Override
    public void encode(ColumnValues values, int row, float[] features, int at) {
        double value = ((ColumnValues.Numbers) values).values()[row];
        features[at] = Double.isNaN(value) ? Float.NaN : feature(value);
        if (hasIndicator()) {
            features[at + 1] = Double.isNaN(value) ? 1 : 0;
        }
    }

    /// The feature of a number, finite.
    float feature(double value) {
        return Math.clamp((float) scaling.apply(value), -Float.MAX_VALUE, Float.MAX_VALUE);
    }
}

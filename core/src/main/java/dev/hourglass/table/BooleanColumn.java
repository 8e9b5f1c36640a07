package dev.hourglass.table;

import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.OutputBlock;
import java.util.ArrayList;
import java.util.List;

/// Yes or no: one feature, 0 or 1, under cross-entropy.
///
/// @param trueShare of the training rows where it is not missing
/// @param missingShare of training rows
public record BooleanColumn(String name, double trueShare, double missingShare) implements Column {
    public BooleanColumn {
        Weighting.requireShare(name, trueShare);
        Weighting.requireShare(name, missingShare);
    }

    @Override
    public String type() {
        return "boolean";
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
        blocks.add(OutputBlock.ofFeatures(from, 1, new BinaryCrossEntropy()).withWeight(Weighting.ofShare(trueShare)));
        if (hasIndicator()) {
            blocks.add(Weighting.indicator(from + 1, missingShare));
        }
        return blocks;
    }

    @Override
    public void encode(ColumnValues values, int row, float[] features, int at) {
        double value = ((ColumnValues.Numbers) values).values()[row];
        features[at] = Double.isNaN(value) ? Float.NaN : value == 0 ? 0 : 1;
        if (hasIndicator()) {
            features[at + 1] = Double.isNaN(value) ? 1 : 0;
        }
    }
}

package dev.hourglass.table;

import dev.hourglass.spec.loss.OutputBlock;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import java.util.ArrayList;
import java.util.List;

/// Yes or no: a feature for each, of which one is 1, under softmax and cross-entropy.
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
        return hasIndicator() ? 3 : 2;
    }

    @Override
    public List<OutputBlock> blocks(int from) {
        var blocks = new ArrayList<OutputBlock>();
        blocks.add(
                OutputBlock.ofFeatures(from, 2, new SoftmaxCrossEntropy(2)).withWeight(Weighting.ofShare(trueShare)));
        if (hasIndicator()) {
            blocks.add(Weighting.indicator(from + 2, missingShare));
        }
        return blocks;
    }

    @Override
    public void encode(ColumnValues values, int row, float[] features, int at) {
        double value = ((ColumnValues.Numbers) values).values()[row];
        boolean isMissing = Double.isNaN(value);
        features[at] = isMissing ? Float.NaN : value == 0 ? 1 : 0;
        features[at + 1] = isMissing ? Float.NaN : value == 0 ? 0 : 1;
        if (hasIndicator()) {
            features[at + 2] = isMissing ? 1 : 0;
        }
    }
}

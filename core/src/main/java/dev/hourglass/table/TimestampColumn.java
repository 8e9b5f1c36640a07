package dev.hourglass.table;

import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.OutputBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Moments: how long ago, and for each cycle a sine and a cosine, under squared error.
///
/// @param scaling of the seconds since 1970-01-01T00:00Z
/// @param cycles each at most once
/// @param variances of the training rows' features, clipped
/// @param missingShare of training rows
public record TimestampColumn(
        String name, Scaling scaling, List<Cycle> cycles, List<Double> variances, double missingShare)
        implements Column {
    public TimestampColumn {
        cycles = List.copyOf(cycles);
        variances = List.copyOf(variances);
        if (variances.size() != 1 + 2 * cycles.size() || cycles.stream().distinct().count() < cycles.size()) {
            throw new SpecException(String.format(Locale.ROOT,
                    "column '%s': expected each cycle once, and %d variances, found %s and %d", name,
                    1 + 2 * cycles.size(), cycles, variances.size()));
        }
        Weighting.requireShare(name, missingShare);
    }

    /// A moment in words; of a column of dates the nearest date.
    ///
    /// @param seconds since 1970-01-01T00:00Z
    public String text(double seconds) {
        return cycles.contains(Cycle.DAY) ? CellText.moment(seconds) : CellText.date(seconds);
    }

    @Override
    public String type() {
        return "timestamp";
    }

    @Override
    public boolean isText() {
        return false;
    }

    @Override
    public int features() {
        return variances.size() + (hasIndicator() ? 1 : 0);
    }

    @Override
    public List<OutputBlock> blocks(int from) {
        var blocks = new ArrayList<OutputBlock>();
        for (int i = 0; i < variances.size(); i++) {
            blocks.add(OutputBlock.ofFeatures(from + i, 1, new MeanSquaredError())
                    .withWeight(Weighting.ofVariance(variances.get(i)) / variances.size()));
        }
        if (hasIndicator()) {
            blocks.add(Weighting.indicator(from + variances.size(), missingShare));
        }
        return blocks;
    }

    @Override
    public void encode(ColumnValues values, int row, float[] features, int at) {
        double seconds = ((ColumnValues.Numbers) values).values()[row];
        boolean isMissing = Double.isNaN(seconds);
        if (isMissing) {
            Arrays.fill(features, at, at + variances.size(), Float.NaN);
        } else {
            encode(seconds, features, at);
        }
        if (hasIndicator()) {
            features[at + variances.size()] = isMissing ? 1 : 0;
        }
    }

    private void encode(double seconds, float[] features, int at) {
        features[at] = Math.clamp((float) scaling.apply(seconds), -Float.MAX_VALUE, Float.MAX_VALUE);
        for (int i = 0; i < cycles.size(); i++) {
            double angle = 2 * Math.PI * cycles.get(i).phase(seconds);
            features[at + 1 + 2 * i] = (float) StrictMath.sin(angle);
            features[at + 2 + 2 * i] = (float) StrictMath.cos(angle);
        }
    }
}

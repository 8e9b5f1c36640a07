package dev.hourglass.table;

import java.util.Arrays;

/// Fits the unit of counts.
final class CountFitter extends ColumnFitter {
    private final NumberSample sample = new NumberSample();

    CountFitter(String name) {
        super(name);
    }

    @Override
    void count(ColumnValues values, int row) {
        double value = ((ColumnValues.Numbers) values).values()[row];
        CountType.requireCount(name(), value);
        sample.add(value);
    }

    @Override
    public Column fit() {
        if (sample.isConstant()) {
            throw constant(sample.most() == sample.least() ? "only " + CellText.exact(sample.most()) : "no count");
        }
        double unit = Math.max(1, rootMeanSquare());
        return new CountColumn(name(), unit, deviance(unit), missingShare());
    }

    private double rootMeanSquare() {
        double most = sample.most();
        var values = sample.values();
        double sum = 0;
        for (double value : values) sum += value / most * (value / most) / values.length;
        return most * StrictMath.sqrt(sum);
    }

    /// Half the deviance from the mean, on average, of features as a network reads them.
    private double deviance(double unit) {
        var features = Arrays.stream(sample.values()).map(value -> TableSchema.clipped((float) (value / unit)))
                .toArray();
        double mean = Moments.of(features).mean();
        double sum = 0;
        for (double feature : features) {
            sum += feature > 0 ? feature * StrictMath.log(feature / mean) / features.length : 0;
        }
        return Math.max(0, sum);
    }
}

package dev.hourglass.table;

import java.util.ArrayList;
import java.util.Arrays;

/// Fits the scaling of numbers.
final class NumericFitter extends ColumnFitter {
    private static final int KNOTS = 256;

    private final Scale scale;
    private final NumberSample sample = new NumberSample();

    NumericFitter(String name, Scale scale) {
        super(name);
        this.scale = scale;
    }

    @Override
    void count(ColumnValues values, int row) {
        sample.add(((ColumnValues.Numbers) values).values()[row]);
    }

    @Override
    public Column fit() {
        if (sample.isConstant()) {
            throw constant(sample.most() == sample.least() ? "only " + sample.most() : "no number");
        }
        new NumericType(scale).requireFits(name(), sample.least(), sample.most());
        var scaling = scaling();
        return new NumericColumn(name(), scaling, variance(sample, scaling), missingShare());
    }

    /// Of the features as a network reads them.
    static double variance(NumberSample sample, Scaling scaling) {
        var values = sample.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = TableSchema.clipped((float) scaling.apply(values[i]));
        }
        return Moments.of(values).variance();
    }

    private Scaling scaling() {
        return switch (scale) {
            case STANDARD -> standard(sample);
            case LOG -> signedLog();
            case MIN_MAX -> new Scaling.MinMax(sample.least(), sample.most());
            case ROBUST -> robust();
            case QUANTILE -> normalScores();
        };
    }

    /// Where the sample is constant though not all numbers are, their range stands for the deviation.
    static Scaling standard(NumberSample sample) {
        var moments = Moments.of(sample.values());
        double deviation = moments.standardDeviation();
        return new Scaling.Standard(moments.mean(), deviation > 0 ? deviation : sample.most() - sample.least());
    }

    /// The unit is the median of the magnitudes, zeros left out.
    private Scaling signedLog() {
        var magnitudes = Arrays.stream(sample.values()).map(Math::abs).filter(size -> size > 0).sorted().toArray();
        double unit = magnitudes.length == 0 ? 1 : magnitudes[magnitudes.length / 2];
        var logs = sample.values();
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Scaling.SignedLog.log(logs[i], unit);
        }
        var moments = Moments.of(logs);
        double deviation = moments.standardDeviation();
        return new Scaling.SignedLog(unit, moments.mean(), deviation > 0 ? deviation : 1);
    }

    private Scaling robust() {
        var sorted = sample.sorted();
        double range = quantile(sorted, 0.75) - quantile(sorted, 0.25);
        return range > 0 ? new Scaling.Robust(quantile(sorted, 0.5), range) : standard(sample);
    }

    private Scaling normalScores() {
        var sorted = sample.sorted();
        var knots = new ArrayList<Double>();
        int count = Math.min(KNOTS, sorted.length);
        for (int i = 0; i < count; i++) {
            double knot = quantile(sorted, (i + 0.5) / count);
            if (knots.isEmpty() || knot > knots.getLast()) {
                knots.add(knot);
            }
        }
        return knots.size() < 2 ? standard(sample) : new Scaling.NormalScores(knots);
    }

    /// Interpolated between neighbours.
    private static double quantile(double[] sorted, double share) {
        double rank = Math.clamp(share * sorted.length - 0.5, 0, sorted.length - 1);
        int lower = (int) rank;
        int upper = Math.min(lower + 1, sorted.length - 1);
        return sorted[lower] + (rank - lower) * (sorted[upper] - sorted[lower]);
    }
}

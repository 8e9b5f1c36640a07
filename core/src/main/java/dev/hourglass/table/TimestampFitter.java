package dev.hourglass.table;

import java.util.ArrayList;
import java.util.List;

/// Fits the scaling of moments, and which cycles they are long or fine enough for.
final class TimestampFitter extends ColumnFitter {
    private static final double DAY = 86_400;
    private static final double WEEK = 7 * DAY;
    /// From a season on, the time of the year says more than how long ago it was.
    private static final double SEASON = 90 * DAY;

    private final NumberSample sample = new NumberSample();
    private boolean hasTimeOfDay;

    TimestampFitter(String name) {
        super(name);
    }

    @Override
    void count(ColumnValues values, int row) {
        double seconds = ((ColumnValues.Numbers) values).values()[row];
        sample.add(seconds);
        hasTimeOfDay |= seconds % DAY != 0;
    }

    @Override
    public Column fit() {
        if (sample.isConstant()) {
            throw constant("only one moment or none");
        }
        var scaling = NumericFitter.standard(sample);
        var cycles = cycles();
        var variances = new ArrayList<Double>();
        variances.add(NumericFitter.variance(sample, scaling));
        for (var cycle : cycles) {
            variances.add(variance(cycle, true));
            variances.add(variance(cycle, false));
        }
        return new TimestampColumn(name(), scaling, cycles, variances, missingShare());
    }

    private List<Cycle> cycles() {
        double span = sample.most() - sample.least();
        var cycles = new ArrayList<Cycle>();
        if (hasTimeOfDay) {
            cycles.add(Cycle.DAY);
        }
        if (span >= WEEK) {
            cycles.add(Cycle.WEEK);
        }
        if (span >= SEASON) {
            cycles.add(Cycle.YEAR);
        }
        return cycles;
    }

    private double variance(Cycle cycle, boolean isSine) {
        var values = sample.values();
        for (int i = 0; i < values.length; i++) {
            double angle = 2 * Math.PI * cycle.phase(values[i]);
            values[i] = isSine ? StrictMath.sin(angle) : StrictMath.cos(angle);
        }
        return Moments.of(values).variance();
    }
}

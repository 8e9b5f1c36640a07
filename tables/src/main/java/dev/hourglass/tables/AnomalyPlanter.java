package dev.hourglass.tables;

import dev.hourglass.data.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Anomalies of known kinds at random places of a series, to measure how many of them a model finds.
///
/// The kinds take turns; no two anomalies touch. What is done is measured in standard deviations of the series. The same seed plants the
/// same ones.
///
/// @param count how many, at least 1
/// @param length rows of a drift or a drop-out, at least 2
/// @param size in standard deviations, above 0
public record AnomalyPlanter(int count, int length, double size, long seed) {
    /// What happens to a series.
    public enum Kind {
        /// One value is too high or too low.
        SPIKE,
        /// Values move away from what they were, a little more with each row, and then are back.
        DRIFT,
        /// Values stay at the lowest of the series.
        DROP_OUT;

        /// As in the column of labels.
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace("_", "-");
        }
    }

    /// What was planted.
    ///
    /// @param from the first row, counted from 0
    /// @param to one beyond the last
    public record Planted(Kind kind, int from, int to) {}

    /// A series with anomalies in it.
    ///
    /// @param values of all rows
    /// @param planted in the order of their rows
    public record PlantedSeries(double[] values, List<Planted> planted) {
        public PlantedSeries {
            planted = List.copyOf(planted);
        }
    }

    /// Plants them into a copy.
    ///
    /// @param values of the rows in the order of time; NaN where one is missing, which stays missing
    /// @throws DataException if there is no room for so many, or the values do not vary
    public PlantedSeries plant(double[] values) {
        var present = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        double mean = Arrays.stream(present).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(present).map(value -> (value - mean) * (value - mean)).average()
                .orElse(0));
        if (!(deviation > 0)) {
            throw new DataException("expected numbers that vary, found none; name another column");
        }
        double lowest = Arrays.stream(present).min().orElseThrow();
        int room = values.length / count;
        if (room < 2 * length) {
            throw new DataException(String.format(Locale.ROOT,
                    "expected at least %,d rows for %d anomalies of up to %d rows, found %,d; plant fewer or shorter ones",
                    2L * length * count, count, length, values.length));
        }
        var random = new SplittableRandom(seed);
        var series = values.clone();
        var planted = new ArrayList<Planted>();
        for (int i = 0; i < count; i++) {
            var kind = Kind.values()[i % Kind.values().length];
            int rows = kind == Kind.SPIKE ? 1 : length;
            // Each in a part of the series of its own, with at least a row before and after it.
            int from = i * room + 1 + random.nextInt(room - rows - 1);
            double sign = random.nextBoolean() ? 1 : -1;
            change(series, kind, from, rows, sign * size * deviation, lowest);
            planted.add(new Planted(kind, from, from + rows));
        }
        return new PlantedSeries(series, planted);
    }

    /// Upwards where downwards would be below all others.
    private static void change(double[] series, Kind kind, int from, int rows, double most, double lowest) {
        double end = series[from + rows - 1] + most;
        double signed = end < lowest ? Math.abs(most) : most;
        for (int i = 0; i < rows; i++) {
            double value = series[from + i];
            series[from + i] = Double.isNaN(value) ? value : switch (kind) {
                case SPIKE -> value + signed;
                case DRIFT -> Math.max(lowest, value + signed * (i + 1) / rows);
                case DROP_OUT -> lowest;
            };
        }
    }
}

package dev.hourglass.model;

import dev.hourglass.anomaly.Tail;
import dev.hourglass.internal.json.Json;
import dev.hourglass.internal.json.JsonException;
import dev.hourglass.spec.SpecException;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.Interval;
import dev.hourglass.table.RowWindows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How high the losses and scores of windows usually are.
///
/// @param columns of each column, its losses in training windows
/// @param intervals of each column, where held-out cells lie around what is expected without them in the middle of a window
/// @param rows the scores of held-out rows
/// @param windows the scores of held-out windows
record WindowCalibration(List<Tail> columns, List<Interval> intervals, Tail rows, Tail windows) {
    private static final String COLUMNS = "columns";
    private static final String INTERVALS = "intervals";
    private static final String ROWS = "rows";
    private static final String WINDOWS = "windows";
    private static final int SIZE = 768;
    /// Losses that are held at a time; where windows have more, those of windows at equal distances stand for all.
    private static final int MOST_LOSSES = 1 << 22;
    /// Held-out rows whose windows are reconstructed without one of their cells.
    private static final int MOST_HIDDEN = 1 << 16;

    WindowCalibration {
        columns = List.copyOf(columns);
        intervals = List.copyOf(intervals);
        TableCalibration.requireIntervals(columns, intervals);
    }

    /// @param training windows that the autoencoder was trained on, at least one
    /// @param heldOut windows that share no row with those, at least one
    static WindowCalibration of(TrainedAutoencoder autoencoder, EncodedTable table, RowWindows training,
            RowWindows heldOut) {
        var schema = table.schema();
        int length = training.length();
        var sample = training.spread(Math.max(1, MOST_LOSSES / schema.columns().size() / length));
        var columns = new Calibrator(autoencoder, schema, length).tails(sample.rows(table));
        var scores = new WindowMeasures(autoencoder, schema, columns).scores(table, heldOut);
        var rows = Arrays.stream(scores.rows()).filter(score -> !Double.isNaN(score)).toArray();
        return new WindowCalibration(columns, intervals(autoencoder, table, heldOut), Tail.of(rows, SIZE),
                Tail.of(scores.windows(), SIZE));
    }

    private static List<Interval> intervals(TrainedAutoencoder autoencoder, EncodedTable table, RowWindows heldOut) {
        var schema = table.schema();
        int width = schema.features();
        int length = heldOut.length();
        var some = heldOut.spread(Math.max(1, MOST_HIDDEN / length));
        int count = some.count() * length;
        var rows = new float[Math.multiplyExact(count, width)];
        some.rows(table).read(0, count, rows);
        var offsets = schema.offsets();
        var intervals = new ArrayList<Interval>();
        for (int column = 0; column < offsets.length; column++) {
            var hidden = rows.clone();
            for (int row = length / 2; row < count; row += length) {
                TableModel.hide(schema, offsets, hidden, row * width, column);
            }
            var expected = TableModel.reconstruct(autoencoder, schema, hidden, count);
            intervals.add(Calibrator.interval(schema.columns().get(column), rows, expected,
                    length / 2 * width + offsets[column], length * width));
        }
        return intervals;
    }

    String json() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put(COLUMNS, columns.stream().map(Tail::toTree).toList());
        tree.put(INTERVALS, intervals.stream().map(interval -> List.of(interval.low(), interval.high())).toList());
        tree.put(ROWS, rows.toTree());
        tree.put(WINDOWS, windows.toTree());
        return Json.write(tree);
    }

    /// @throws SpecException if the text is no calibration
    static WindowCalibration parse(String text) {
        try {
            if (Json.parse(text) instanceof Map<?, ?> tree && tree.get(COLUMNS) instanceof List<?> columns
                    && tree.get(INTERVALS) instanceof List<?> intervals) {
                return new WindowCalibration(columns.stream().map(Tail::fromTree).toList(),
                        TableCalibration.intervals(intervals), Tail.fromTree(tree.get(ROWS)),
                        Tail.fromTree(tree.get(WINDOWS)));
            }
        } catch (JsonException e) {
            throw new SpecException("calibration: expected JSON: " + e.getMessage());
        }
        throw new SpecException("calibration: expected the keys columns and intervals, found others");
    }
}

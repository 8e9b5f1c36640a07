package dev.hourglass.model;

import dev.hourglass.anomaly.Tail;
import dev.hourglass.table.Column;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.Interval;
import dev.hourglass.table.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Measures the losses and scores of rows.
final class Calibrator {
    /// Rows that are reconstructed at a time.
    private static final int BLOCK = 4096;
    /// Held-out rows whose cells are hidden one by one, for the intervals.
    private static final int MOST_HIDDEN = 2048;
    private static final double TAIL = 0.05;
    /// Sizes of the sketches of a column's losses and of the rows' scores.
    private static final int COLUMN = 192;

    private static final int ROWS = 768;
    /// Losses that are held at a time; where rows have more, those of rows at equal distances stand for all.
    private static final int MOST_LOSSES = 1 << 22;

    private final TrainedAutoencoder autoencoder;
    private final TableSchema schema;
    private final ColumnLosses losses;
    private final int[] offsets;
    private final int block;

    /// @param length rows of a sample, one behind the other
    Calibrator(TrainedAutoencoder autoencoder, TableSchema schema, int length) {
        this.autoencoder = autoencoder;
        this.schema = schema;
        this.losses = new ColumnLosses(schema);
        this.offsets = schema.offsets();
        this.block = Math.max(1, BLOCK / length) * length;
    }

    TableCalibration calibrate(EncodedTable training, EncodedTable usual, EncodedTable heldOut) {
        var sample = training.spread(MOST_LOSSES / offsets.length);
        var columns = tails(sample);
        var references = References.of(autoencoder, usual);
        var measures = new RowMeasures(autoencoder, schema, columns, references);
        var own = measures.of(sample);
        var cells = Tail.of(own.surprises(), ROWS);
        var distances = Tail.of(own.distances(), ROWS);
        var scores = measures.of(heldOut).scores(cells, distances);
        return new TableCalibration(columns, intervals(heldOut), references, cells, distances, Tail.of(scores, ROWS));
    }

    /// `[column][row]`, NaN where nothing is scored.
    private double[][] losses(EncodedTable table) {
        var all = new double[offsets.length][table.rows()];
        for (int from = 0; from < table.rows(); from += block) {
            int count = Math.min(block, table.rows() - from);
            var rows = new float[count * schema.features()];
            table.read(from, count, rows);
            var reconstructions = TableModel.reconstruct(autoencoder, schema, rows, count);
            var loss = new double[count];
            for (int column = 0; column < offsets.length; column++) {
                losses.of(column, rows, reconstructions, loss);
                System.arraycopy(loss, 0, all[column], from, count);
            }
        }
        return all;
    }

    /// Of each column, its losses in these rows.
    List<Tail> tails(EncodedTable table) {
        return Arrays.stream(losses(table))
                .map(column -> Tail.of(Arrays.stream(column).filter(loss -> !Double.isNaN(loss)).toArray(), COLUMN))
                .toList();
    }

    /// Between which differences from what is expected nine of ten cells lie, of the first feature of each column.
    private List<Interval> intervals(EncodedTable heldOut) {
        int width = schema.features();
        int count = Math.min(MOST_HIDDEN, heldOut.rows());
        var rows = new float[count * width];
        heldOut.read(0, count, rows);
        var intervals = new ArrayList<Interval>();
        for (int column = 0; column < offsets.length; column++) {
            var hidden = rows.clone();
            for (int row = 0; row < count; row++) TableModel.hide(schema, offsets, hidden, row * width, column);
            var expected = TableModel.reconstruct(autoencoder, schema, hidden, count);
            intervals.add(interval(schema.columns().get(column), rows, expected, offsets[column], width));
        }
        return intervals;
    }

    /// @param at the first of the features, which are `width` apart
    static Interval interval(Column column, float[] rows, float[] expected, int at, int width) {
        var differences = new double[rows.length / width];
        int known = 0;
        for (int i = at; i < rows.length; i += width) {
            if (!Float.isNaN(rows[i])) {
                differences[known++] = column.difference(rows[i], expected[i]);
            }
        }
        return interval(Arrays.copyOf(differences, known));
    }

    /// Between which of so many differences a new one lies in nine of ten draws of all (Vovk et al. 2005; Lei et al. 2018, theorem 2.2);
    /// of fewer than 19, between the lowest and the highest.
    static Interval interval(double... differences) {
        int count = differences.length;
        if (count == 0) {
            return new Interval(0, 0);
        }
        var sorted = differences.clone();
        Arrays.sort(sorted);
        int below = Math.max(0, (int) (TAIL * (count + 1)) - 1);
        return new Interval(sorted[below], sorted[count - 1 - below]);
    }
}

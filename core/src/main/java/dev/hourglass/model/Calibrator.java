package dev.hourglass.model;

import dev.hourglass.anomaly.Tail;
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

    private final TrainedAutoencoder autoencoder;
    private final TableSchema schema;
    private final ColumnLosses losses;
    private final int[] offsets;

    Calibrator(TrainedAutoencoder autoencoder, TableSchema schema) {
        this.autoencoder = autoencoder;
        this.schema = schema;
        this.losses = new ColumnLosses(schema);
        this.offsets = schema.offsets();
    }

    TableCalibration calibrate(EncodedTable training, EncodedTable heldOut) {
        var columns = tails(losses(training));
        var scores = scores(columns, losses(heldOut));
        return new TableCalibration(columns, intervals(heldOut), Tail.of(scores, ROWS));
    }

    /// `[column][row]`, NaN where nothing is scored.
    private double[][] losses(EncodedTable table) {
        int width = schema.features();
        var all = new double[offsets.length][table.rows()];
        for (int from = 0; from < table.rows(); from += BLOCK) {
            int count = Math.min(BLOCK, table.rows() - from);
            var rows = new float[count * width];
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

    private static List<Tail> tails(double[][] losses) {
        return Arrays.stream(losses)
                .map(column -> Tail.of(Arrays.stream(column).filter(loss -> !Double.isNaN(loss)).toArray(), COLUMN))
                .toList();
    }

    private static double[] scores(List<Tail> columns, double[][] losses) {
        var scores = new double[losses[0].length];
        var surprises = new double[losses.length];
        for (int row = 0; row < scores.length; row++) {
            for (int column = 0; column < losses.length; column++) {
                surprises[column] = columns.get(column).surprise(losses[column][row]);
            }
            scores[row] = TableModel.mean(surprises);
        }
        return scores;
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
            intervals.add(interval(rows, expected, offsets[column], width));
        }
        return intervals;
    }

    private static Interval interval(float[] rows, float[] expected, int at, int width) {
        var differences = new double[rows.length / width];
        int known = 0;
        for (int i = at; i < rows.length; i += width) {
            if (!Float.isNaN(rows[i])) {
                differences[known++] = (double) rows[i] - expected[i];
            }
        }
        Arrays.sort(differences, 0, known);
        return known == 0
                ? new Interval(0, 0)
                : new Interval(differences[(int) (TAIL * (known - 1))],
                        differences[(int) Math.ceil((1 - TAIL) * (known - 1))]);
    }
}

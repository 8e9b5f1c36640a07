package dev.hourglass.model;

import dev.hourglass.anomaly.Tail;
import dev.hourglass.metric.NeighbourDistance;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.TableSchema;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What the score of a row is made of: how surprising its cells are, and how far it lies from other rows.
final class RowMeasures {
    /// Rows that are measured at a time.
    private static final int BLOCK = 2048;

    private final TrainedAutoencoder autoencoder;
    private final TableSchema schema;
    private final List<Tail> columns;
    private final ColumnLosses losses;
    private final NeighbourDistance distance;

    /// @param columns of each column, its losses in training rows
    RowMeasures(TrainedAutoencoder autoencoder, TableSchema schema, List<Tail> columns, References references) {
        this.autoencoder = autoencoder;
        this.schema = schema;
        this.columns = columns;
        this.losses = new ColumnLosses(schema);
        this.distance = references.distance(autoencoder);
    }

    /// Of some rows.
    ///
    /// @param cells `[row][column]`: the surprise at each cell; empty where they are not kept
    /// @param surprises the mean of each row's
    /// @param distances of each row from the references
    record Measures(double[][] cells, double[] surprises, double[] distances) {
        /// The score of each row: half of what Fisher's method adds up of two p-values.
        double[] scores(Tail cells, Tail distances) {
            var scores = new double[surprises.length];
            for (int row = 0; row < scores.length; row++) {
                scores[row] = (cells.surprise(surprises[row]) + distances.surprise(this.distances[row])) / 2;
            }
            return scores;
        }
    }

    /// @param features `[row][feature]`, as they are
    Measures of(float[] features, int rows) {
        return of(features, rows, new double[rows][columns.size()]);
    }

    /// Without the cells, in less time.
    ///
    /// @param features `[row][feature]`, as they are
    Measures ofRows(float[] features, int rows) {
        return of(features, rows, new double[0][]);
    }

    private Measures of(float[] features, int rows, double[][] cells) {
        var measures = new Measures(cells, new double[rows], new double[rows]);
        int width = schema.features();
        if (rows > 0 && rows <= BLOCK) {
            measure(features, 0, rows, measures);
        } else {
            blocks(rows).forEach(from -> {
                int count = Math.min(BLOCK, rows - from);
                measure(Arrays.copyOfRange(features, from * width, (from + count) * width), from, count, measures);
            });
        }
        return measures;
    }

    /// Without the cells, in memory that does not grow with the number of columns.
    Measures of(EncodedTable table) {
        var measures = new Measures(new double[0][], new double[table.rows()], new double[table.rows()]);
        blocks(table.rows()).forEach(from -> {
            int count = Math.min(BLOCK, table.rows() - from);
            var rows = new float[count * schema.features()];
            table.read(from, count, rows);
            measure(rows, from, count, measures);
        });
        return measures;
    }

    private static IntStream blocks(int rows) {
        return IntStream.range(0, Math.ceilDiv(rows, BLOCK)).map(block -> block * BLOCK).parallel();
    }

    private void measure(float[] rows, int from, int count, Measures measures) {
        var reconstructions = TableModel.reconstruct(autoencoder, schema, rows, count);
        var loss = new double[count];
        for (int column = 0; column < columns.size(); column++) {
            losses.of(column, rows, reconstructions, loss);
            var tail = columns.get(column);
            for (int row = 0; row < count; row++) {
                double surprise = tail.surprise(loss[row]);
                measures.surprises[from + row] += surprise;
                if (measures.cells.length > 0) {
                    measures.cells[from + row][column] = surprise;
                }
            }
        }
        for (int row = from; row < from + count; row++) measures.surprises[row] /= columns.size();
        distance.of(reconstructions, count, measures.distances, from);
    }
}

package dev.hourglass.model;

import dev.hourglass.table.EncodedTable;

/// How much of each column the reconstructions of rows have: one less the loss, divided by the loss of the best constant, which ignores
/// all cells. Under a squared error that is the coefficient of determination (Wright 1921), under a cross-entropy McFadden's (1974).
final class ExplainedShares {
    /// Rows that are reconstructed at a time.
    private static final int BLOCK = 4096;
    /// A row's loss below which a column does not vary: that of a probability of 1, which is taken to be a little less.
    private static final double NO_LOSS = 1e-5;

    private final TrainedAutoencoder autoencoder;
    private final EncodedTable table;
    private final ColumnLosses losses;
    private final int width;
    private final int block;

    /// @param length rows of a sample, one behind the other
    ExplainedShares(TrainedAutoencoder autoencoder, EncodedTable table, int length) {
        this.autoencoder = autoencoder;
        this.table = table;
        this.losses = new ColumnLosses(table.schema());
        this.width = table.schema().features();
        this.block = Math.max(1, BLOCK / length) * length;
    }

    /// Of each column; NaN where the cells of these rows do not vary.
    double[] shares() {
        var means = means();
        int columns = table.schema().columns().size();
        var own = new double[columns];
        var constant = new double[columns];
        for (int from = 0; from < table.rows(); from += block) {
            int count = Math.min(block, table.rows() - from);
            var rows = read(from, count);
            add(rows, TableModel.reconstruct(autoencoder, table.schema(), rows, count), count, own);
            add(rows, repeated(means, count), count, constant);
        }
        var shares = new double[columns];
        for (int i = 0; i < columns; i++) {
            shares[i] = constant[i] > NO_LOSS * table.rows() ? 1 - own[i] / constant[i] : Double.NaN;
        }
        return shares;
    }

    /// Adds the losses of each column over rows whose cells are known.
    private void add(float[] rows, float[] reconstructions, int count, double[] sums) {
        var loss = new double[count];
        for (int column = 0; column < sums.length; column++) {
            losses.of(column, rows, reconstructions, loss);
            for (double one : loss) sums[column] += Double.isNaN(one) ? 0 : one;
        }
    }

    private static float[] repeated(float[] row, int count) {
        var rows = new float[count * row.length];
        for (int i = 0; i < count; i++) System.arraycopy(row, 0, rows, i * row.length, row.length);
        return rows;
    }

    private float[] read(int from, int count) {
        var rows = new float[count * width];
        table.read(from, count, rows);
        return rows;
    }

    /// Of each feature over the rows where it is known: the constant of least loss, a probability under cross-entropies.
    private float[] means() {
        var sums = new double[width];
        var known = new int[width];
        for (int from = 0; from < table.rows(); from += block) {
            var rows = read(from, Math.min(block, table.rows() - from));
            for (int i = 0; i < rows.length; i++) {
                if (!Float.isNaN(rows[i])) {
                    sums[i % width] += rows[i];
                    known[i % width]++;
                }
            }
        }
        var means = new float[width];
        for (int i = 0; i < width; i++) means[i] = known[i] == 0 ? 0 : (float) (sums[i] / known[i]);
        return means;
    }
}

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

    ExplainedShares(TrainedAutoencoder autoencoder, EncodedTable table) {
        this.autoencoder = autoencoder;
        this.table = table;
        this.losses = new ColumnLosses(table.schema());
        this.width = table.schema().features();
    }

    /// Of each column; NaN where the cells of these rows do not vary.
    double[] shares() {
        var means = means();
        int columns = table.schema().columns().size();
        var own = new double[columns];
        var constant = new double[columns];
        var loss = new double[columns];
        for (int from = 0; from < table.rows(); from += BLOCK) {
            int count = Math.min(BLOCK, table.rows() - from);
            var rows = read(from, count);
            var reconstructions = TableModel.reconstruct(autoencoder, table.schema(), rows, count);
            for (int row = 0; row < count; row++) {
                var sample = TableModel.row(rows, row, width);
                losses.of(sample, TableModel.row(reconstructions, row, width), loss);
                addKnown(loss, own);
                losses.of(sample, means, loss);
                addKnown(loss, constant);
            }
        }
        var shares = new double[columns];
        for (int i = 0; i < columns; i++) {
            shares[i] = constant[i] > NO_LOSS * table.rows() ? 1 - own[i] / constant[i] : Double.NaN;
        }
        return shares;
    }

    private float[] read(int from, int count) {
        var rows = new float[count * width];
        table.read(from, count, rows);
        return rows;
    }

    private static void addKnown(double[] losses, double[] sums) {
        for (int i = 0; i < sums.length; i++) sums[i] += Double.isNaN(losses[i]) ? 0 : losses[i];
    }

    /// Of each feature over the rows where it is known: the constant of least loss, a probability under cross-entropies.
    private float[] means() {
        var sums = new double[width];
        var known = new int[width];
        for (int from = 0; from < table.rows(); from += BLOCK) {
            var rows = read(from, Math.min(BLOCK, table.rows() - from));
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

package dev.hourglass.model;

import dev.hourglass.internal.kernel.Randomness;
import dev.hourglass.metric.Posterior;
import dev.hourglass.model.CellDistribution.LevelDistribution;
import dev.hourglass.model.CellDistribution.NumberDistribution;
import dev.hourglass.table.BooleanColumn;
import dev.hourglass.table.CategoricalColumn;
import dev.hourglass.table.Column;
import dev.hourglass.table.CountColumn;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.NumericColumn;
import dev.hourglass.table.TableSchema;
import dev.hourglass.table.TimestampColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Finds out what new rows of a variational model are drawn from: where its codes are, how far cells are from what the network makes
/// of them, and how drawn cells differ in distribution from those of training.
final class SynthesisFitter {
    private static final int MOST_ROWS = 4096;
    /// Codes that are drawn of each posterior, where there are few rows.
    private static final int LEAST_CODES = 2048;
    private static final int DRAWN_ROWS = 8192;
    private static final int ROUNDS = 20;
    private static final long POSTERIOR = 0;
    private static final long NEW_CODE = 1;
    private static final long RESIDUAL = 2;
    private static final long MISSING = 3;

    private final TrainedAutoencoder autoencoder;
    private final TableSchema schema;
    private final EncodedTable rows;
    private final int width;
    /// `[row][feature]`, as they are.
    private final float[] features;
    /// Likewise, what the network makes of a code of each.
    private final float[][] decoded;

    private final CodeMixture codes;
    /// What it makes of new codes.
    private final float[][] drawn;

    private SynthesisFitter(VariationalModel model, EncodedTable training) {
        this.autoencoder = model.model();
        this.schema = training.schema();
        this.rows = training.spread(MOST_ROWS);
        this.width = schema.features();
        this.features = new float[rows.rows() * width];
        rows.read(0, rows.rows(), features);
        var posterior = model.posterior(rows.samples());
        this.decoded = autoencoder.decode(codes(posterior, 1));
        this.codes = MixtureFitter.fit(codes(posterior, Math.ceilDiv(LEAST_CODES, rows.rows())));
        this.drawn = autoencoder.decode(IntStream.range(0, DRAWN_ROWS)
                .mapToObj(i -> codes.draw(Randomness.key(NEW_CODE, i))).toArray(float[][]::new));
    }

    /// @param training rows of the model, at least one
    static SynthesisCalibration fit(VariationalModel model, EncodedTable training) {
        var fitter = new SynthesisFitter(model, training);
        return new SynthesisCalibration(fitter.codes, fitter.cells());
    }

    /// Codes drawn from the posterior of each row.
    private static float[][] codes(Posterior posterior, int draws) {
        var means = posterior.means();
        var logVariances = posterior.logVariances();
        var codes = new float[means.length * draws][posterior.size()];
        for (int i = 0; i < codes.length; i++) {
            long key = Randomness.key(POSTERIOR, i);
            int row = i % means.length;
            for (int j = 0; j < codes[i].length; j++) {
                codes[i][j] = (float) (means[row][j]
                        + StrictMath.exp(logVariances[row][j] / 2.0) * Randomness.normal(key, j));
            }
        }
        return codes;
    }

    private List<CellDistribution> cells() {
        var offsets = schema.offsets();
        var cells = new ArrayList<CellDistribution>();
        for (int i = 0; i < offsets.length; i++) {
            var column = schema.columns().get(i);
            double missing = column.hasIndicator()
                    ? missing(offsets[i] + column.features() - 1, column.missingShare())
                    : 0;
            cells.add(switch (column) {
                case CategoricalColumn categories -> new LevelDistribution(missing,
                        weights(offsets[i], categories.shares()));
                case BooleanColumn yes -> new LevelDistribution(missing,
                        weights(offsets[i], List.of(1 - yes.trueShare(), yes.trueShare())));
                case NumericColumn _, CountColumn _, TimestampColumn _ -> numbers(column, offsets[i], i, missing);
            });
        }
        return cells;
    }

    /// The factor of the odds with which as many cells are missing as in training.
    private double missing(int at, double share) {
        double factor = 1;
        for (int round = 0; round < ROUNDS; round++) {
            double sum = 0;
            for (var row : drawn) sum += factor * row[at] / (factor * row[at] + 1 - row[at]);
            double found = Math.clamp(sum / drawn.length, 1e-6, 1 - 1e-6);
            factor *= share / (1 - Math.min(share, 1 - 1e-6)) * (1 - found) / found;
        }
        return factor;
    }

    /// Factors of levels with which each is as frequent as in training (iterative proportional fitting, Deming and Stephan 1940).
    private double[] weights(int at, List<Double> shares) {
        var weights = new double[shares.size()];
        for (int i = 0; i < weights.length; i++) weights[i] = shares.get(i) > 0 ? 1 : 0;
        for (int round = 0; round < ROUNDS; round++) {
            var found = new double[weights.length];
            for (var row : drawn) {
                double total = 1e-12;
                for (int i = 0; i < weights.length; i++) total += weights[i] * row[at + i];
                for (int i = 0; i < weights.length; i++) found[i] += weights[i] * row[at + i] / total;
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] *= shares.get(i) * drawn.length / Math.max(found[i], 1e-3);
            }
        }
        return weights;
    }

    private NumberDistribution numbers(Column column, int at, int index, double missing) {
        var values = new double[rows.rows()];
        var differences = new double[rows.rows()];
        int known = 0;
        for (int row = 0; row < rows.rows(); row++) {
            float value = features[row * width + at];
            if (!Float.isNaN(value)) {
                values[known] = value;
                differences[known++] = Math.clamp(value, -TableSchema.CLIP, TableSchema.CLIP)
                        - (double) decoded[row][at];
            }
        }
        var residuals = QuantileKnots.of(Arrays.copyOf(differences, known));
        var own = drawn(column, at, index, missing, residuals);
        var all = Arrays.copyOf(values, known);
        return new NumberDistribution(missing, residuals, QuantileKnots.of(own), QuantileKnots.of(all),
                step(column, all));
    }

    /// Features of the cells that are not missing, as they are drawn.
    private double[] drawn(Column column, int at, int index, double missing, double... residuals) {
        return IntStream.range(0, drawn.length)
                .filter(i -> !RowGenerator.isMissing(column, missing, drawn[i], at,
                        Randomness.uniform(Randomness.key(MISSING, i), index)))
                .mapToDouble(i -> drawn[i][at]
                        + QuantileKnots.quantile(residuals, Randomness.uniform(Randomness.key(RESIDUAL, i), index)))
                .toArray();
    }

    private static double step(Column column, double... features) {
        return switch (column) {
            case NumericColumn numeric -> Resolution.ofNumbers(numeric.scaling(), features);
            case CountColumn _ -> 1;
            case TimestampColumn timestamp -> Resolution.ofMoments(timestamp.scaling(), features);
            case CategoricalColumn _, BooleanColumn _ -> Resolution.NONE;
        };
    }
}

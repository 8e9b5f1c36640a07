package dev.hourglass.interop.onnx;

import dev.hourglass.anomaly.Tail;
import dev.hourglass.model.BlockErrors;
import dev.hourglass.model.RowScores;
import dev.hourglass.model.ScoringParts;
import dev.hourglass.model.TableModel;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.OutputBlock;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.TableSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/// Compares a table's graph in ONNX Runtime with the model that it was made of.
///
/// Each stage is compared on what the graph itself gave to it. A step within rounding of that may be on either side.
final class TableComparison {
    private static final int ROWS = 1000;
    private static final int BATCH = 100;

    private final TableModel model;
    private final TableSchema schema;
    private final ScoringParts parts;
    private final List<DoubleUnaryOperator> rounding;
    private double largest;

    private TableComparison(TableModel model) {
        this.model = model;
        this.schema = model.schema();
        this.parts = model.scoringParts();
        this.rounding = LossNodes.rounding(schema);
    }

    static double largestDistance(TableModel model, TableInputs inputs, byte[] graph) {
        var comparison = new TableComparison(model);
        var rows = new RandomRows(model.schema());
        try (var runtime = new OnnxRuntime(graph)) {
            for (int i = 0; i < ROWS / BATCH; i++) {
                var cells = rows.next(BATCH);
                comparison.compare(cells, runtime.run(inputs.names(), cells));
            }
        }
        return comparison.largest;
    }

    /// Of rows as they are, from their cells to their scores.
    ///
    /// @param cells of each column, in the schema's order
    static double largestDistance(
            TableModel model, TableInputs inputs, byte[] graph, List<ColumnValues> cells, int rows) {
        var comparison = new TableComparison(model);
        try (var runtime = new OnnxRuntime(graph)) {
            for (int from = 0; from < rows; from += BATCH) {
                int to = Math.min(from + BATCH, rows);
                int first = from;
                var some = cells.stream().map(column -> slice(column, first, to)).toList();
                comparison.compareRows(model.score(some, to - from), runtime.run(inputs.names(), some));
            }
        }
        return comparison.largest;
    }

    private static ColumnValues slice(ColumnValues column, int from, int to) {
        return switch (column) {
            case ColumnValues.Numbers(var values) -> new ColumnValues.Numbers(Arrays.copyOfRange(values, from, to));
            case ColumnValues.Texts(var values) -> new ColumnValues.Texts(Arrays.copyOfRange(values, from, to));
        };
    }

    private void compareRows(RowScores expected, Map<String, double[][]> found) {
        for (int row = 0; row < expected.scores().length; row++) {
            double score = expected.scores()[row];
            require(score, score, output(found, TableGraph.SCORE)[row][0]);
            require(expected.distances()[row], expected.distances()[row],
                    output(found, TableGraph.DISTANCE)[row][0]);
            compareSteps(score, row, found);
        }
    }

    private void compare(List<ColumnValues> cells, Map<String, double[][]> found) {
        int width = schema.features();
        var features = new float[BATCH * width];
        schema.encode(cells, BATCH, features);
        var inputs = features.clone();
        schema.toInputs(inputs, BATCH);
        var reconstructions = new float[features.length];
        model.autoencoder().reconstruct(inputs, reconstructions);
        var codes = model.encode(cells, BATCH);
        for (int row = 0; row < BATCH; row++) {
            compareRow(codes[row], 0, output(found, ModelGraph.CODE)[row]);
            compareRow(reconstructions, row * width, output(found, ModelGraph.RECONSTRUCTION)[row]);
            compareSurprises(features, reconstructions, row, output(found, TableGraph.SURPRISE)[row]);
        }
        compareScores(model.score(cells, BATCH), found);
    }

    /// @param at where the row begins
    private void compareRow(float[] expected, int at, double[] found) {
        for (int i = 0; i < found.length; i++) require(expected[at + i], expected[at + i], found[i]);
    }

    private void compareSurprises(float[] features, float[] reconstructions, int row, double[] found) {
        int width = schema.features();
        var sample = Arrays.copyOfRange(features, row * width, (row + 1) * width);
        var reconstruction = Arrays.copyOfRange(reconstructions, row * width, (row + 1) * width);
        var errors = new double[schema.outputs().blocks().size()];
        BlockErrors.of(schema.outputs(), sample, reconstruction, errors);
        int block = 0;
        int at = 0;
        for (int i = 0; i < found.length; i++) {
            var column = schema.columns().get(i);
            double loss = 0;
            double quantised = 0;
            for (var part : column.blocks(at)) {
                quantised += quantised(part, errors[block]);
                loss += errors[block++];
            }
            boolean isUnexpected = Float.isNaN(sample[at]) && !column.hasIndicator();
            var range = Range.of(parts.columns().get(i), isUnexpected ? Double.NaN : loss,
                    quantised + rounding.get(i).applyAsDouble(loss));
            require(range.low(), range.high(), found[i]);
            at += column.features();
        }
    }

    /// By how much a loss may be off because probabilities near 1 are multiples of 2^-24, and the logarithm of what is left is taken.
    private static double quantised(OutputBlock block, double loss) {
        double left = Math.max(Math.exp(-loss / block.weight()), BlockErrors.LEAST_PROBABILITY);
        return block.loss() instanceof BinaryCrossEntropy ? block.weight() * Math.ulp(0.5f) / left : 0;
    }

    private void compareScores(RowScores expected, Map<String, double[][]> found) {
        for (int row = 0; row < BATCH; row++) {
            double distance = output(found, TableGraph.DISTANCE)[row][0];
            require(expected.distances()[row], expected.distances()[row], distance);
            double mean = Arrays.stream(output(found, TableGraph.SURPRISE)[row]).sum() / schema.columns().size();
            var cells = Range.of(parts.cells(), mean, TableGraph.ROUNDING.applyAsDouble(mean));
            var distances = Range.of(parts.distances(), distance, TableGraph.ROUNDING.applyAsDouble(distance));
            double score = output(found, TableGraph.SCORE)[row][0];
            require((cells.low() + distances.low()) / 2, (cells.high() + distances.high()) / 2, score);
            compareSteps(score, row, found);
        }
    }

    /// Of a score within rounding of a step both sides are right.
    private void compareSteps(double score, int row, Map<String, double[][]> found) {
        double error = 2 * TableGraph.ROUNDING.applyAsDouble(score);
        require(model.calibration().survival(score + error), model.calibration().survival(score - error),
                output(found, TableGraph.P_VALUE)[row][0]);
        require(score - error >= model.threshold() ? 1 : 0, score + error >= model.threshold() ? 1 : 0,
                output(found, TableGraph.ANOMALY)[row][0]);
    }

    /// NaN where one of the numbers is not one.
    private void require(double low, double high, double found) {
        double outside = Math.max(low - found, found - high);
        largest = Math.max(largest, outside / Math.max(1, Math.abs(high)));
    }

    private static double[][] output(Map<String, double[][]> found, String name) {
        return Objects.requireNonNull(found.get(name), name);
    }

    /// The surprises at numbers that rounding does not tell from one.
    private record Range(double low, double high) {
        static Range of(Tail tail, double value, double rounding) {
            return new Range(tail.surprise(value - 2 * rounding), tail.surprise(value + 2 * rounding));
        }
    }
}

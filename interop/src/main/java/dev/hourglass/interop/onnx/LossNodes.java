package dev.hourglass.interop.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.hourglass.model.BlockErrors;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.BlockLosses;
import dev.hourglass.spec.loss.GaussianLikelihood;
import dev.hourglass.spec.loss.Huber;
import dev.hourglass.spec.loss.LaplaceLikelihood;
import dev.hourglass.spec.loss.MeanAbsoluteError;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.OutputBlock;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import dev.hourglass.spec.loss.StructuralSimilarity;
import dev.hourglass.table.Column;
import dev.hourglass.table.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// The losses of a row's columns as nodes, in 64-bit numbers: what [BlockErrors] computes.
final class LossNodes {
    /// By how much a runtime's reconstruction may differ from another's, for it sums 32-bit numbers in another order.
    private static final double ROUNDING = 2e-6;

    private final PlacedNodes nodes;
    private final TableSchema schema;
    /// Of each feature: on its squared error, on `-x log(p)`, and on `-(1 - x) log(1 - p)`.
    private final double[] squared;
    private final double[] positive;
    private final double[] negative;

    LossNodes(PlacedNodes nodes, TableSchema schema) {
        this.nodes = nodes;
        this.schema = schema;
        this.squared = new double[schema.features()];
        this.positive = new double[schema.features()];
        this.negative = new double[schema.features()];
        for (var block : schema.outputs().blocks()) weigh(block);
    }

    private void weigh(OutputBlock block) {
        switch (block.loss()) {
            case MeanSquaredError() -> fill(squared, block);
            case SoftmaxCrossEntropy _ -> fill(positive, block);
            case BinaryCrossEntropy() -> {
                fill(positive, block);
                fill(negative, block);
            }
            case MeanAbsoluteError _, Huber _, StructuralSimilarity _, GaussianLikelihood _, LaplaceLikelihood _, BlockLosses _ ->
                throw new IllegalArgumentException("expected the loss of a column, found " + block.loss().kind());
        }
    }

    private static void fill(double[] weights, OutputBlock block) {
        Arrays.fill(weights, block.from(), block.end(), block.weight());
    }

    /// @param features 32-bit numbers, `[batch][feature]`, NaN where missing
    /// @param reconstruction likewise
    /// @return `[batch][column]`
    String losses(String features, String reconstruction) {
        var isMissing = nodes.add("IsNaN", features);
        var x = nodes.cast(nodes.where(isMissing, nodes.number(0f), features), DataType.DOUBLE);
        var y = nodes.cast(reconstruction, DataType.DOUBLE);
        var error = nodes.add("Sub", nodes.add("Sub", weighed(squared, squaredError(x, y)),
                weighed(positive, nodes.add("Mul", x, logarithm(y)))), weighed(negative, impossible(x, y)));
        return sums(nodes.where(isMissing, nodes.number(0.0), error));
    }

    private String weighed(double[] weights, String values) {
        return nodes.add("Mul", values, nodes.row(weights));
    }

    private String squaredError(String x, String y) {
        var difference = nodes.add("Sub", y, x);
        return nodes.add("Mul", difference, difference);
    }

    private String impossible(String x, String y) {
        var one = nodes.number(1.0);
        return nodes.add("Mul", nodes.add("Sub", one, x), logarithm(nodes.add("Sub", one, y)));
    }

    private String logarithm(String probability) {
        return nodes.add("Log", nodes.add("Clip", probability, nodes.number(BlockErrors.LEAST_PROBABILITY),
                nodes.number(1 - BlockErrors.LEAST_PROBABILITY)));
    }

    /// Over the features of each column.
    private String sums(String errors) {
        var columns = schema.columns();
        var parts = new ArrayList<String>();
        for (int i = 0; i < columns.size(); i++) parts.add(nodes.next());
        var sizes = nodes.wholeNumbers(columns.stream().mapToLong(Column::features).toArray());
        nodes.graph().add("Split", parts, List.of(errors, sizes), Attribute.of("axis", 1));
        var axis = nodes.wholeNumbers(1);
        return nodes.concat(parts.stream().map(part -> nodes.add("ReduceSum", part, axis)).toList());
    }

    /// How far the loss of each column may be off: the differences of `w (y - x)^2` and `-w log(p)` for a difference of y, and of
    /// the logarithm of p.
    static List<DoubleUnaryOperator> rounding(TableSchema schema) {
        return schema.columns().stream()
                .map(column -> column.blocks(0).stream().mapToDouble(OutputBlock::weight).max().orElseThrow())
                .<DoubleUnaryOperator>map(
                        weight -> loss -> ROUNDING * (weight + 2 * Math.sqrt(weight * Math.abs(loss))))
                .toList();
    }
}

package dev.hourglass.interop.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.hourglass.anomaly.Tail;
import dev.hourglass.interop.onnx.OnnxGraph.Value;
import dev.hourglass.model.ScoringParts;
import dev.hourglass.model.TableModel;
import dev.hourglass.spec.loss.OutputBlock;
import dev.hourglass.table.CategoricalColumn;
import dev.hourglass.table.Column;
import dev.hourglass.table.TableSchema;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// The model of a table as a graph: cells as features, what the network makes of them, losses, surprises and scores. What follows the
/// network is computed in 64-bit numbers.
final class TableGraph {
    static final String SURPRISE = "surprise";
    static final String DISTANCE = "distance";
    static final String SCORE = "score";
    static final String P_VALUE = "p_value";
    static final String ANOMALY = "anomaly";
    /// What the names of nodes begin with that are not the network's.
    static final String PLACE = "table.";

    /// By how much a distance, a mean of surprises and a score may be off.
    static final DoubleUnaryOperator ROUNDING = number -> 1e-6 * Math.max(1, Math.abs(number));

    private final TableModel model;
    private final TableSchema schema;
    private final ScoringParts parts;
    private final OnnxGraph graph = new OnnxGraph("table");

    private TableGraph(TableModel model) {
        this.model = model;
        this.schema = model.schema();
        this.parts = model.scoringParts();
    }

    static GraphProto of(TableModel model, TableInputs inputs) {
        var graph = new TableGraph(model);
        graph.add(inputs);
        return graph.graph.build();
    }

    private void add(TableInputs inputs) {
        var features = features(inputs);
        var made = ModelGraph.add(model.autoencoder(), graph, new Value(read(features), schema.shape(), false));
        var reconstruction = reconstruction(made.logits().name());
        var surprise = surprise(features, reconstruction);
        var distance = distance(reconstruction);
        var score = score(surprise, distance);
        var rarity = tail("rows", model.calibration()).rarity(score);

        graph.output(ModelGraph.RECONSTRUCTION, reconstruction, DataType.FLOAT, List.of(schema.features()));
        graph.output(ModelGraph.CODE, made.code());
        graph.output(SURPRISE, surprise, DataType.DOUBLE, List.of(schema.columns().size()));
        graph.output(DISTANCE, distance, DataType.DOUBLE, List.of(1));
        graph.output(SCORE, score, DataType.DOUBLE, List.of(1));
        graph.output(P_VALUE, pValue(rarity), DataType.DOUBLE, List.of(1));
        graph.output(ANOMALY, anomaly(score), DataType.BOOL, List.of(1));
    }

    private PlacedNodes nodes(String place) {
        return new PlacedNodes(graph, PLACE + place);
    }

    /// `[batch][feature]`, NaN where missing.
    private String features(TableInputs inputs) {
        var columns = schema.columns();
        for (int i = 0; i < columns.size(); i++) {
            graph.input(inputs.names().get(i), ColumnNodes.type(columns.get(i)), List.of(1));
        }
        return nodes("features").concat(IntStream.range(0, columns.size())
                .mapToObj(i -> new ColumnNodes(nodes("column." + i)).features(columns.get(i), inputs.names().get(i)))
                .toList());
    }

    /// What the network reads: [TableSchema#toInputs], with 0 for NaN.
    private String read(String features) {
        var nodes = nodes("read");
        var present = nodes.where(nodes.add("IsNaN", features), nodes.number(0f), features);
        var clipped = nodes.add("Clip", present, nodes.number(-TableSchema.CLIP), nodes.number(TableSchema.CLIP));
        var known = new float[schema.features()];
        Arrays.fill(known, 1);
        var offsets = schema.offsets();
        for (int i = 0; i < offsets.length; i++) {
            if (schema.columns().get(i) instanceof CategoricalColumn categories && !categories.hasSeenOthers()) {
                known[offsets[i] + categories.levels().size()] = 0;
            }
        }
        return nodes.add("Mul", clipped, graph.constant(nodes.next(), List.of(1, known.length), known));
    }

    /// Numbers as they are, and probabilities. These are computed in 64 bits, because the sigmoid of 32 bits of some runtimes is not exact
    /// where it is small, and losses are logarithms.
    private String reconstruction(String logits) {
        var nodes = nodes("reconstruction");
        var blocks = schema.outputs().blocks();
        var wide = nodes.cast(logits, DataType.DOUBLE);
        var parts = blocks.stream().map(_ -> nodes.next()).toList();
        var sizes = nodes.wholeNumbers(blocks.stream().mapToLong(OutputBlock::size).toArray());
        graph.add("Split", parts, List.of(wide, sizes), Attribute.of("axis", 1));
        var turned = IntStream.range(0, parts.size()).mapToObj(i -> switch (blocks.get(i).loss().outputActivation()) {
            case IDENTITY -> parts.get(i);
            case SIGMOID -> nodes.add("Sigmoid", parts.get(i));
            case EXPONENTIAL -> nodes.add("Exp", nodes.add("Clip", parts.get(i),
                    nodes.number(ModelGraph.LEAST_LOGARITHM), nodes.number(ModelGraph.LARGEST_LOGARITHM)));
            case SOFTMAX -> nodes.add("Softmax", List.of(parts.get(i)), Attribute.of("axis", 1));
        }).toList();
        return nodes.cast(nodes.concat(turned), DataType.FLOAT);
    }

    /// Of each cell, `[batch][column]`.
    private String surprise(String features, String reconstruction) {
        var losses = new LossNodes(nodes("loss"), schema);
        var surprise = new TailNodes(nodes("columns"), parts.columns(), LossNodes.rounding(schema))
                .surprise(losses.losses(features, reconstruction));
        if (schema.columns().stream().allMatch(Column::hasIndicator)) {
            return surprise;
        }
        var nodes = nodes("missing");
        var offsets = Arrays.stream(schema.offsets()).asLongStream().toArray();
        var first = nodes.add("Gather", List.of(features, nodes.wholeNumbers(offsets)), Attribute.of("axis", 1));
        var never = nodes.row(schema.columns().stream().mapToDouble(column -> column.hasIndicator() ? 0 : 1).toArray());
        var isUnexpected = nodes.add("And", nodes.add("IsNaN", first), nodes.add("Greater", never, nodes.number(0.0)));
        return nodes.where(isUnexpected, nodes.row(parts.columns().stream().mapToDouble(TailNodes::never).toArray()),
                surprise);
    }

    /// From the k-th nearest reference: squares of lengths, less twice the products.
    private String distance(String reconstruction) {
        var nodes = nodes("distance");
        var rows = nodes.cast(reconstruction, DataType.DOUBLE);
        var references = parts.references();
        var products = nodes.add("MatMul", rows, nodes.cast(transposed(nodes, references), DataType.DOUBLE));
        var own = nodes.add("ReduceSum", nodes.add("Mul", rows, rows), nodes.wholeNumbers(1));
        var squares = nodes.add("Sub",
                nodes.add("Add", own, nodes.row(Arrays.stream(references).mapToDouble(TableGraph::square).toArray())),
                nodes.add("Mul", products, nodes.number(2.0)));
        var nearest = nodes.next();
        graph.add("TopK", List.of(nearest, nodes.next()), List.of(squares, nodes.wholeNumbers(parts.neighbours())),
                Attribute.of("largest", 0), Attribute.of("axis", 1));
        var last = nodes.add("Gather", List.of(nearest, nodes.wholeNumbers(parts.neighbours() - 1)),
                Attribute.of("axis", 1));
        var mean = nodes.add("Div", nodes.add("Max", last, nodes.number(0.0)),
                nodes.number((double) schema.features()));
        return nodes.add("Sqrt", mean);
    }

    private String transposed(PlacedNodes nodes, float[][] rows) {
        var flat = new float[rows.length * schema.features()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) flat[j * rows.length + i] = rows[i][j];
        }
        return graph.constant(nodes.next(), List.of(schema.features(), rows.length), flat);
    }

    private static double square(float[] row) {
        double sum = 0;
        for (float value : row) sum += (double) value * value;
        return sum;
    }

    /// Half of what Fisher's method adds up of two p-values.
    private String score(String surprise, String distance) {
        var nodes = nodes(SCORE);
        var mean = nodes.add("Div", nodes.add("ReduceSum", surprise, nodes.wholeNumbers(1)),
                nodes.number((double) schema.columns().size()));
        var cells = tail("cells", parts.cells()).surprise(mean);
        var distances = tail("distances", parts.distances()).surprise(distance);
        return nodes.add("Div", nodes.add("Add", cells, distances), nodes.number(2.0));
    }

    private TailNodes tail(String place, Tail tail) {
        return new TailNodes(nodes(place), List.of(tail), List.of(ROUNDING));
    }

    private String pValue(String rarity) {
        var nodes = nodes(P_VALUE);
        return nodes.add("Exp", nodes.add("Neg", rarity));
    }

    private String anomaly(String score) {
        var nodes = nodes(ANOMALY);
        return nodes.add("GreaterOrEqual", score, nodes.number(threshold(model.calibration(), model.threshold())));
    }

    /// The threshold, moved away from the calibration's scores next to it: which side of it those are on must not depend on rounding.
    static double threshold(Tail calibration, double threshold) {
        double error = ROUNDING.applyAsDouble(threshold);
        double moved = threshold - error;
        for (double score : calibration.scores()) {
            if (score < threshold && score > threshold - 2 * error) {
                moved = score + error / 2;
            }
        }
        return moved;
    }
}

package dev.hourglass.interop.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.hourglass.table.BooleanColumn;
import dev.hourglass.table.CategoricalColumn;
import dev.hourglass.table.Column;
import dev.hourglass.table.CountColumn;
import dev.hourglass.table.Cycle;
import dev.hourglass.table.NumericColumn;
import dev.hourglass.table.Scaling;
import dev.hourglass.table.TimestampColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/// The cells of a column as features: what [Column#encode] does, as nodes.
final class ColumnNodes {
    /// What a category is where its cell is missing.
    private static final String MISSING = "";
    private static final double QUARTER = Math.PI / 2;

    private final PlacedNodes nodes;

    ColumnNodes(PlacedNodes nodes) {
        this.nodes = nodes;
    }

    /// The type of the input.
    static DataType type(Column column) {
        return column.isText() ? DataType.STRING : DataType.DOUBLE;
    }

    /// @param input its name, `[batch][1]`
    /// @return 32-bit numbers, `[batch][feature]`, NaN where missing
    /// @throws OnnxException if empty texts are a level, and cannot stand for missing cells
    String features(Column column, String input) {
        return switch (column) {
            case NumericColumn numeric -> features(input, List.of(scaled(numeric.scaling(), input)), column);
            case CountColumn counts -> features(input, List.of(scaled(counts.scaling(), input)), column);
            case TimestampColumn timestamp -> {
                var values = new ArrayList<>(List.of(scaled(timestamp.scaling(), input)));
                if (!timestamp.cycles().isEmpty()) {
                    values.add(cycles(timestamp.cycles(), input));
                }
                yield features(input, values, column);
            }
            case BooleanColumn _ -> {
                var no = nodes.cast(nodes.add("Equal", input, nodes.number(0.0)), DataType.FLOAT);
                yield features(input, List.of(no, nodes.add("Sub", nodes.number(1f), no)), column);
            }
            case CategoricalColumn categories -> categories(categories, input);
        };
    }

    private String features(String input, List<String> values, Column column) {
        return withMissing(nodes.add("IsNaN", input), nodes.concat(values), column);
    }

    private String withMissing(String isMissing, String values, Column column) {
        var features = nodes.where(isMissing, nodes.number(Float.NaN), values);
        return column.hasIndicator()
                ? nodes.concat(List.of(features, nodes.cast(isMissing, DataType.FLOAT)))
                : features;
    }

    private String scaled(Scaling scaling, String input) {
        var number = nodes.cast(new ScalingNodes(nodes).apply(scaling, input), DataType.FLOAT);
        return nodes.add("Clip", number, nodes.number(-Float.MAX_VALUE), nodes.number(Float.MAX_VALUE));
    }

    /// A sine and a cosine of each; the cosine as the sine of a quarter more.
    private String cycles(List<Cycle> cycles, String seconds) {
        var before = new double[2 * cycles.size()];
        var lengths = new double[before.length];
        var quarters = new double[before.length];
        for (int i = 0; i < before.length; i++) {
            before[i] = cycles.get(i / 2).secondsBefore();
            lengths[i] = cycles.get(i / 2).seconds();
            quarters[i] = i % 2 * QUARTER;
        }
        var turns = nodes.add("Div", nodes.add("Add", seconds, nodes.row(before)), nodes.row(lengths));
        var shares = nodes.add("Sub", turns, nodes.add("Floor", turns));
        var angles = nodes.add("Add", nodes.add("Mul", shares, nodes.number(2 * Math.PI)), nodes.row(quarters));
        return nodes.cast(nodes.add("Sin", angles), DataType.FLOAT);
    }

    private String categories(CategoricalColumn column, String input) {
        var keys = new ArrayList<>(column.levels());
        if (keys.contains(MISSING)) {
            throw new OnnxException(String.format(Locale.ROOT,
                    "column '%s': expected levels that are not empty, because an empty text is a missing cell in an ONNX file, found the level ''; export the network alone with --network-only, or train with another text there",
                    column.name()));
        }
        int others = keys.size();
        keys.add(MISSING);
        var indices = LongStream.concat(LongStream.range(0, others), LongStream.of(others + 1)).toArray();
        var index = nodes.graph().addMl("LabelEncoder", nodes.next(), List.of(input),
                Attribute.of("keys_strings", keys),
                Attribute.of("values_int64s", indices), Attribute.of("default_int64", others));
        var classes = nodes.wholeNumbers(LongStream.rangeClosed(0, others).toArray());
        var oneHot = nodes.cast(nodes.add("Equal", index, classes), DataType.FLOAT);
        return withMissing(nodes.add("Equal", index, nodes.wholeNumbers(others + 1)), oneHot, column);
    }
}

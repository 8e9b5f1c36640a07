package dev.hourglass.table;

import dev.hourglass.internal.json.Json;
import dev.hourglass.internal.json.JsonException;
import dev.hourglass.spec.SpecException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A schema as JSON, for the model file: a list of columns, each with its type and what was fitted.
public final class SchemaJson {
    private static final String TYPE = "type";
    private static final String NAME = "name";
    private static final String MISSING = "missing_share";
    private static final String SCALING = "scaling";

    private SchemaJson() {}

    public static String write(TableSchema schema) {
        return Json.write(schema.columns().stream().map(SchemaJson::tree).toList());
    }

    /// @throws SpecException if the text is not a schema
    public static TableSchema read(String text) {
        try {
            if (Json.parse(text) instanceof List<?> list) {
                return new TableSchema(list.stream().map(column -> column(JsonObject.of("a column", column))).toList());
            }
        } catch (JsonException e) {
            throw new SpecException("table: expected a schema as JSON: " + e.getMessage());
        }
        throw new SpecException("table: expected a list of columns, found another value");
    }

    private static Map<String, Object> tree(Column column) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put(TYPE, column.type());
        tree.put(NAME, column.name());
        switch (column) {
            case NumericColumn numeric -> {
                tree.put(SCALING, tree(numeric.scaling()));
                tree.put("variance", numeric.variance());
            }
            case CategoricalColumn categorical -> {
                tree.put("levels", categorical.levels());
                tree.put("shares", categorical.shares());
            }
            case CountColumn counts -> {
                tree.put("unit", counts.unit());
                tree.put("deviance", counts.deviance());
            }
            case BooleanColumn yesOrNo -> tree.put("true_share", yesOrNo.trueShare());
            case TimestampColumn timestamp -> {
                tree.put(SCALING, tree(timestamp.scaling()));
                tree.put("cycles", timestamp.cycles().stream().map(cycle -> lower(cycle.name())).toList());
                tree.put("variances", timestamp.variances());
            }
        }
        tree.put(MISSING, column.missingShare());
        return tree;
    }

    private static Map<String, Object> tree(Scaling scaling) {
        var tree = new LinkedHashMap<String, Object>();
        switch (scaling) {
            case Scaling.Standard(double mean, double deviation) -> {
                tree.put(TYPE, "standard");
                tree.put("mean", mean);
                tree.put("sd", deviation);
            }
            case Scaling.SignedLog(double unit, double mean, double deviation) -> {
                tree.put(TYPE, "log");
                tree.put("unit", unit);
                tree.put("mean", mean);
                tree.put("sd", deviation);
            }
            case Scaling.MinMax(double least, double most) -> {
                tree.put(TYPE, "min_max");
                tree.put("least", least);
                tree.put("most", most);
            }
            case Scaling.Robust(double median, double range) -> {
                tree.put(TYPE, "robust");
                tree.put("median", median);
                tree.put("range", range);
            }
            case Scaling.NormalScores(var knots) -> {
                tree.put(TYPE, "quantile");
                tree.put("knots", knots);
            }
        }
        return tree;
    }

    private static Column column(JsonObject tree) {
        var name = tree.text(NAME);
        double missing = tree.number(MISSING);
        return switch (tree.text(TYPE)) {
            case "numeric" -> new NumericColumn(name, scaling(tree.object(SCALING)), tree.number("variance"), missing);
            case "categorical" -> new CategoricalColumn(name, tree.texts("levels"), tree.numbers("shares"), missing);
            case "count" -> new CountColumn(name, tree.number("unit"), tree.number("deviance"), missing);
            case "boolean" -> new BooleanColumn(name, tree.number("true_share"), missing);
            case "timestamp" -> new TimestampColumn(name, scaling(tree.object(SCALING)),
                    tree.texts("cycles").stream().map(SchemaJson::cycle).toList(), tree.numbers("variances"), missing);
            default -> throw tree.unknown(TYPE, "numeric, count, categorical, boolean or timestamp");
        };
    }

    private static Scaling scaling(JsonObject tree) {
        return switch (tree.text(TYPE)) {
            case "standard" -> new Scaling.Standard(tree.number("mean"), tree.number("sd"));
            case "log" -> new Scaling.SignedLog(tree.number("unit"), tree.number("mean"), tree.number("sd"));
            case "min_max" -> new Scaling.MinMax(tree.number("least"), tree.number("most"));
            case "robust" -> new Scaling.Robust(tree.number("median"), tree.number("range"));
            case "quantile" -> new Scaling.NormalScores(tree.numbers("knots"));
            default -> throw tree.unknown(TYPE, "standard, log, min_max, robust or quantile");
        };
    }

    private static Cycle cycle(String name) {
        for (var cycle : Cycle.values()) {
            if (lower(cycle.name()).equals(name)) {
                return cycle;
            }
        }
        throw new SpecException(
                String.format(Locale.ROOT, "table: expected the cycle day, week or year, found '%s'", name));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

package dev.hourglass.model;

import dev.hourglass.internal.json.Json;
import dev.hourglass.internal.json.JsonException;
import dev.hourglass.model.CellDistribution.LevelDistribution;
import dev.hourglass.model.CellDistribution.NumberDistribution;
import dev.hourglass.spec.SpecException;
import dev.hourglass.table.BooleanColumn;
import dev.hourglass.table.CategoricalColumn;
import dev.hourglass.table.Column;
import dev.hourglass.table.CountColumn;
import dev.hourglass.table.NumericColumn;
import dev.hourglass.table.TableSchema;
import dev.hourglass.table.TimestampColumn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What new rows are drawn from.
///
/// @param cells of each column
record SynthesisCalibration(CodeMixture codes, List<CellDistribution> cells) {
    private static final String CODES = "codes";
    private static final String CELLS = "cells";
    private static final String MISSING = "missing";
    private static final String WEIGHTS = "weights";
    private static final String RESIDUALS = "residuals";
    private static final String DRAWN = "drawn";
    private static final String VALUES = "values";
    private static final String STEP = "step";

    SynthesisCalibration {
        cells = List.copyOf(cells);
    }

    /// @throws SpecException if it is of other columns or codes
    void requireFit(TableSchema schema, int code) {
        boolean fits = codes.size() == code && cells.size() == schema.columns().size();
        for (int i = 0; i < cells.size() && fits; i++) {
            fits = switch (cells.get(i)) {
                case LevelDistribution(_, var weights) -> weights.length == levels(schema.columns().get(i));
                case NumberDistribution _ -> levels(schema.columns().get(i)) == 0;
            };
        }
        if (!fits) {
            throw new SpecException("table.synthesis: expected the distributions of the model's columns, found others");
        }
    }

    /// How many features the levels of a column have; 0 where it has none.
    static int levels(Column column) {
        return switch (column) {
            case CategoricalColumn categories -> categories.levels().size() + 1;
            case BooleanColumn _ -> 2;
            case NumericColumn _, CountColumn _, TimestampColumn _ -> 0;
        };
    }

    String json() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put(CODES, codes.toTree());
        tree.put(CELLS, cells.stream().map(SynthesisCalibration::tree).toList());
        return Json.write(tree);
    }

    private static Map<String, Object> tree(CellDistribution cell) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put(MISSING, cell.missing());
        switch (cell) {
            case LevelDistribution(_, var weights) -> tree.put(WEIGHTS, boxed(weights));
            case NumberDistribution(_, var residuals, var drawn, var values, double step) -> {
                tree.put(RESIDUALS, boxed(residuals));
                tree.put(DRAWN, boxed(drawn));
                tree.put(VALUES, boxed(values));
                tree.put(STEP, step);
            }
        }
        return tree;
    }

    private static List<Double> boxed(double... numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    /// @throws SpecException if the text is not what [#json] gives
    static SynthesisCalibration parse(String text) {
        try {
            if (Json.parse(text) instanceof Map<?, ?> tree && tree.get(CODES) instanceof List<?> codes
                    && tree.get(CELLS) instanceof List<?> cells) {
                return new SynthesisCalibration(CodeMixture.fromTree(codes),
                        cells.stream().map(SynthesisCalibration::cell).toList());
            }
        } catch (JsonException e) {
            throw new SpecException("table.synthesis: expected JSON: " + e.getMessage());
        }
        throw new SpecException("table.synthesis: expected the keys codes and cells, found others");
    }

    private static CellDistribution cell(Object tree) {
        if (!(tree instanceof Map<?, ?> map) || !(map.get(MISSING) instanceof Number missing)) {
            throw new SpecException("table.synthesis: expected the distribution of a cell, found another value");
        }
        return map.get(STEP) instanceof Number step
                ? new NumberDistribution(missing.doubleValue(), numbers(map.get(RESIDUALS)), numbers(map.get(DRAWN)),
                        numbers(map.get(VALUES)), step.doubleValue())
                : new LevelDistribution(missing.doubleValue(), numbers(map.get(WEIGHTS)));
    }

    /// @throws SpecException if it is not a list of numbers
    static double[] numbers(@Nullable Object tree) {
        if (tree instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
            return list.stream().mapToDouble(number -> ((Number) number).doubleValue()).toArray();
        }
        throw new SpecException("table.synthesis: expected a list of numbers, found another value");
    }
}

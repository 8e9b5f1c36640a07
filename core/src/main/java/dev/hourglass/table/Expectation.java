package dev.hourglass.table;

import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a model expects of a cell, in words.
public final class Expectation {
    /// Categories that are named.
    private static final int MOST_NAMED = 2;
    private static final double WORTH_NAMING = 0.05;

    private Expectation() {}

    /// A cell beside what the model expects there, in the units of the file.
    ///
    /// @param reconstruction what the model made of the row in which the cell was missing
    /// @param at the column's first feature
    /// @param interval of the column's first feature, where it is a number
    public static String compare(
            Column column, ColumnValues values, int row, float[] reconstruction, int at, Interval interval) {
        if (values.isMissing(row)) {
            var share = column.hasIndicator() ? CellText.percent(column.missingShare()) : "none";
            return column.name() + " is missing, as in " + share + " of the training rows, expected "
                    + expected(column, reconstruction, at, interval);
        }
        if (column instanceof CategoricalColumn categories && !categories.hasSeenOthers()) {
            var category = text(values, row);
            if (!categories.levels().contains(category)) {
                return column.name() + " \"" + category + "\" was never seen";
            }
        }
        return column.name() + " " + cell(column, values, row) + ", expected "
                + expected(column, reconstruction, at, interval);
    }

    /// A cell as it is.
    static String cell(Column column, ColumnValues values, int row) {
        return switch (column) {
            case CategoricalColumn categories -> {
                var category = text(values, row);
                yield categories.levels().contains(category) ? category : "\"" + category + "\" (rare)";
            }
            case NumericColumn _, CountColumn _ -> CellText.exact(number(values, row));
            case BooleanColumn _ -> CellText.yesOrNo(number(values, row));
            case TimestampColumn _ -> CellText.moment(number(values, row));
        };
    }

    /// What the model expects: a number with its interval, categories with their probabilities.
    static String expected(Column column, float[] reconstruction, int at, Interval interval) {
        return switch (column) {
            case NumericColumn numeric -> between(
                    numeric.scaling(), reconstruction[at], interval, CellText::rounded);
            case TimestampColumn timestamp -> between(
                    timestamp.scaling(), reconstruction[at], interval, timestamp::text);
            case CountColumn counts -> String.format(Locale.ROOT, "%s (90 %% between %s and %s)",
                    CellText.rounded(counts.scaling().invert(reconstruction[at])),
                    CellText.rounded(counts.count(reconstruction[at], interval.low())),
                    CellText.rounded(counts.count(reconstruction[at], interval.high())));
            case BooleanColumn _ -> {
                double yes = reconstruction[at + 1];
                yield CellText.yesOrNo(yes >= 0.5 ? 1 : 0) + " " + CellText.percent(Math.max(yes, 1 - yes));
            }
            case CategoricalColumn categories -> likely(categories, reconstruction, at);
        };
    }

    private static String between(Scaling scaling, float feature, Interval interval, DoubleFunction<String> text) {
        return text.apply(scaling.invert(feature)) + " (90 % between "
                + text.apply(scaling.invert(feature + interval.low())) + " and "
                + text.apply(scaling.invert(feature + interval.high())) + ")";
    }

    private static String likely(CategoricalColumn column, float[] reconstruction, int at) {
        var most = IntStream.range(0, column.classes()).boxed()
                .sorted(Comparator.comparingDouble((Integer level) -> -reconstruction[at + level]))
                .limit(MOST_NAMED)
                .toList();
        var likely = most.stream()
                .filter(level -> reconstruction[at + level] >= WORTH_NAMING)
                .map(level -> named(column, reconstruction, at, level))
                .collect(Collectors.joining(", "));
        return likely.isEmpty()
                ? "nothing in particular (at most " + named(column, reconstruction, at, most.getFirst()) + ")"
                : likely;
    }

    private static String named(CategoricalColumn column, float[] reconstruction, int at, int level) {
        return name(column, level) + " " + CellText.percent(reconstruction[at + level]);
    }

    private static String name(CategoricalColumn column, int level) {
        return level < column.levels().size() ? column.levels().get(level) : "another";
    }

    private static double number(ColumnValues values, int row) {
        return ((ColumnValues.Numbers) values).values()[row];
    }

    private static String text(ColumnValues values, int row) {
        return Objects.requireNonNull(((ColumnValues.Texts) values).values()[row]);
    }
}

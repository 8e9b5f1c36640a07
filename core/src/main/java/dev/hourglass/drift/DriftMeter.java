package dev.hourglass.drift;

import dev.hourglass.anomaly.Tail;
import dev.hourglass.data.DataException;
import dev.hourglass.table.BooleanColumn;
import dev.hourglass.table.CategoricalColumn;
import dev.hourglass.table.CellText;
import dev.hourglass.table.Column;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.CountColumn;
import dev.hourglass.table.NumericColumn;
import dev.hourglass.table.TableSchema;
import dev.hourglass.table.TimestampColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/// Compares rows with those that a model was trained on, part by part, in bounded memory. For one thread.
public final class DriftMeter {
    /// Unknown categories that are named.
    private static final int MOST_NAMED = 5;

    private final TableSchema schema;
    private final List<ColumnCounts> reference;
    private final List<ColumnCounts> current;
    private final List<FrequentCategories> unknown;
    private final int[] offsets;
    private final ScoreCounts scores;
    private long rows;

    /// @param calibration the scores of rows that were held out in training
    /// @param threshold from which score on a row is an anomaly
    public DriftMeter(TableSchema schema, TableReference reference, Tail calibration, double threshold) {
        reference.requireFit(schema);
        this.schema = schema;
        this.reference = reference.columns();
        this.current = this.reference.stream().map(ColumnCounts::empty).toList();
        this.unknown = schema.columns().stream().map(_ -> new FrequentCategories()).toList();
        this.offsets = schema.offsets();
        this.scores = new ScoreCounts(calibration, threshold);
    }

    /// Counts rows.
    ///
    /// @param cells of each column, in the schema's order
    /// @param rowScores of the model, at least one for each row, NaN for a row that has none
    /// @throws DataException if the cells are not those of the columns
    public void add(List<ColumnValues> cells, int count, double[] rowScores) {
        int width = schema.features();
        var features = new float[Math.multiplyExact(count, width)];
        schema.encode(cells, count, features);
        for (int i = 0; i < offsets.length; i++) {
            for (int row = 0; row < count; row++) current.get(i).add(features, row * width + offsets[i]);
            if (schema.columns().get(i) instanceof CategoricalColumn column) {
                addUnknown(column, (ColumnValues.Texts) cells.get(i), count, unknown.get(i));
            }
        }
        for (int row = 0; row < count; row++) scores.add(rowScores[row]);
        rows += count;
    }

    private static void addUnknown(
            CategoricalColumn column, ColumnValues.Texts cells, int count, FrequentCategories unknown) {
        for (int row = 0; row < count; row++) {
            var category = cells.values()[row];
            if (category != null && !column.isLevel(category)) {
                unknown.add(category);
            }
        }
    }

    /// What differs in the rows so far.
    ///
    /// @throws DataException if there were none
    public DriftReport report() {
        if (rows == 0) {
            throw new DataException("drift: expected rows to compare, found none");
        }
        int columns = offsets.length;
        var pValues = new double[2 * columns];
        for (int i = 0; i < columns; i++) {
            pValues[i] = valuesTest(i);
            pValues[columns + i] = Homogeneity.test(reference.get(i).presence(), current.get(i).presence()).pValue();
        }
        var adjusted = FalseDiscoveries.adjusted(pValues);
        var drifts = new ArrayList<ColumnDrift>();
        for (int i = 0; i < columns; i++) {
            drifts.add(drift(i,
                    new Shift(valuesEffect(i), pValues[i], adjusted[i]),
                    new Shift(Homogeneity.cramersV(reference.get(i).presence(), current.get(i).presence()),
                            pValues[columns + i], adjusted[columns + i])));
        }
        drifts.sort(Comparator.comparing(ColumnDrift::isDrift).thenComparingDouble(ColumnDrift::effect).reversed());
        var first = reference.getFirst();
        return new DriftReport(rows, first.known() + first.missing(), drifts, scores.drift());
    }

    private double valuesTest(int column) {
        var before = reference.get(column);
        var now = current.get(column);
        return before instanceof NumberCounts
                ? KolmogorovSmirnov.pValue(valuesEffect(column), before.known(), now.known())
                : Homogeneity.test(before.counts(), now.counts()).pValue();
    }

    private double valuesEffect(int column) {
        return switch (reference.get(column)) {
            case NumberCounts numbers -> numbers.distance((NumberCounts) current.get(column));
            case LevelCounts levels -> Homogeneity.cramersV(levels.counts(), current.get(column).counts());
        };
    }

    private ColumnDrift drift(int i, Shift values, Shift missing) {
        var column = schema.columns().get(i);
        var before = reference.get(i);
        var now = current.get(i);
        return new ColumnDrift(column.name(), column.type(), values, missing, stability(before, now), share(before),
                share(now), change(column, before, now), unknown.get(i).shares(MOST_NAMED, Math.max(1, now.known())),
                (double) unknown.get(i).total() / Math.max(1, now.known()),
                column instanceof CategoricalColumn && before.counts()[before.counts().length - 1] == 0);
    }

    private static double share(ColumnCounts counts) {
        long cells = counts.missing() + counts.known();
        return cells == 0 ? 0 : (double) counts.missing() / cells;
    }

    private static double stability(ColumnCounts before, ColumnCounts now) {
        return switch (before) {
            case NumberCounts numbers ->
                PopulationStability.index(numbers.parts(numbers), numbers.parts((NumberCounts) now));
            case LevelCounts levels -> PopulationStability.index(levels.counts(), now.counts());
        };
    }

    private static String change(Column column, ColumnCounts before, ColumnCounts now) {
        return switch (column) {
            case NumericColumn numeric -> medians(before, now,
                    feature -> CellText.rounded(FeatureValue.number(numeric.scaling(), (float) feature)));
            case CountColumn counts -> medians(before, now,
                    feature -> CellText.rounded(Math.rint(counts.scaling().invert(feature))));
            case TimestampColumn timestamp -> medians(before, now,
                    feature -> timestamp.text(FeatureValue.moment(timestamp.scaling(), (float) feature)));
            case CategoricalColumn categories -> {
                int level = most(before.counts(), now.counts());
                yield shares(level < categories.levels().size() ? categories.levels().get(level) : "others", level,
                        before, now);
            }
            case BooleanColumn _ -> shares("true", 1, before, now);
        };
    }

    private static String medians(ColumnCounts before, ColumnCounts now, DoubleFunction<String> text) {
        return String.format(Locale.ROOT, "median %s, now %s", median((NumberCounts) before, text),
                median((NumberCounts) now, text));
    }

    private static String median(NumberCounts counts, DoubleFunction<String> text) {
        return counts.known() == 0 ? "none" : text.apply(counts.median());
    }

    /// The level whose share changed most.
    private static int most(long[] before, long[] now) {
        int most = 0;
        double largest = -1;
        for (int i = 0; i < before.length; i++) {
            double change = Math.abs(share(before, i) - share(now, i));
            if (change > largest) {
                largest = change;
                most = i;
            }
        }
        return most;
    }

    private static String shares(String level, int at, ColumnCounts before, ColumnCounts now) {
        return String.format(Locale.ROOT, "%s %s, now %s", level, CellText.percent(share(before.counts(), at)),
                CellText.percent(share(now.counts(), at)));
    }

    private static double share(long[] counts, int at) {
        long sum = 0;
        for (long count : counts) sum += count;
        return sum == 0 ? 0 : (double) counts[at] / sum;
    }
}

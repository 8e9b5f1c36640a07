package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.data.DataException;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.model.FilledCells;
import dev.hourglass.model.TableModel;
import dev.hourglass.model.TabularModel;
import dev.hourglass.model.WindowModel;
import dev.hourglass.table.Column;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.CountColumn;
import dev.hourglass.table.NumericColumn;
import dev.hourglass.tables.CopiedRows;
import dev.hourglass.tables.OutputColumn;
import dev.hourglass.tables.OutputColumn.CellType;
import dev.hourglass.tables.Table;
import dev.hourglass.tables.TableCopy;
import dev.hourglass.tables.TableLimits;
import dev.hourglass.tables.TableSource;
import dev.hourglass.tables.TableWriter;
import dev.hourglass.tables.training.ColumnTypes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// `hourglass fill`: all columns of a table, its missing cells predicted, row by row in bounded memory.
///
/// @param hasIntervals whether filled numbers get 90 % intervals
record TableFiller(Console console, TabularModel model, boolean hasIntervals) {
    /// The column that names the cells that were missing.
    private static final String FILLED = "filled";

    /// Rows that were written, and how many cells of each column were filled, those with none left out.
    record Counts(long rows, Map<String, Long> cells) {}

    /// What fills the cells of the rows that were read.
    private interface Filling {
        FilledCells of(CopiedRows rows, long first);
    }

    private String name(int column) {
        return model.schema().columns().get(column).name();
    }

    Counts fill(TableSource source, Path out) {
        try (var table = TableScorer.open(model, source)) {
            return switch (model) {
                case TableModel ofRows ->
                    fill(table, source, out, (rows, _) -> ofRows.fill(rows.inputs(), rows.rows()));
                case WindowModel ofWindows -> fillWindows(ofWindows, table, source, out);
            };
        }
    }

    private Counts fillWindows(WindowModel ofWindows, Table table, TableSource source, Path out) {
        var scorer = new WindowScorer(console, ofWindows, 0);
        try (var series = scorer.series(table, Optional.empty())) {
            var windows = scorer.windows(series);
            var all = series.rows();
            int[] places = series.places();
            return fill(table, source, out, (rows, first) -> ofWindows.fill(all, windows,
                    Arrays.copyOfRange(places, (int) first, (int) first + rows.rows()), rows.inputs()));
        }
    }

    private Counts fill(Table table, TableSource source, Path out, Filling filling) {
        try (var copy = table.copy(ColumnTypes.of(model.schema()), out)) {
            var bounded = bounded(table);
            var columns = columns(copy, bounded);
            requireFree(table, columns, copy.columns().size());
            try (var writer = TableWriter.open(out, columns, source, TableLimits.DEFAULT)) {
                var counts = write(copy, bounded, writer, filling);
                writer.finish();
                return counts;
            }
        }
    }

    private Counts write(TableCopy copy, int[] bounded, TableWriter writer, Filling filling) {
        long rows = 0;
        var cells = new long[model.schema().columns().size()];
        for (var next = copy.next(); next.isPresent(); next = copy.next()) {
            var read = next.get();
            var filled = filling.of(read, rows);
            writer.write(cells(copy, read, filled, bounded), read.rows());
            rows += read.rows();
            for (int i = 0; i < cells.length; i++) {
                for (boolean isFilled : filled.filled()[i]) cells[i] += isFilled ? 1 : 0;
            }
        }
        var byName = new LinkedHashMap<String, Long>();
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] > 0) {
                byName.put(name(i), cells[i]);
            }
        }
        return new Counts(rows, byName);
    }

    /// The columns of numbers with missing cells in this table, which takes a look at all rows.
    private int[] bounded(Table table) {
        if (!hasIntervals) {
            return new int[0];
        }
        var profile = table.profile();
        List<Column> columns = model.schema().columns();
        return IntStream.range(0, columns.size())
                .filter(i -> isBounded(columns.get(i)) && profile.columns().stream()
                        .anyMatch(column -> column.name().equals(name(i)) && column.missing() > 0))
                .toArray();
    }

    private static boolean isBounded(Column column) {
        return column instanceof NumericColumn || column instanceof CountColumn;
    }

    private List<OutputColumn> columns(TableCopy copy, int[] bounded) {
        var columns = new ArrayList<>(copy.columns());
        for (int i : bounded) {
            var type = model.schema().columns().get(i) instanceof CountColumn ? CellType.INTEGER : CellType.NUMBER;
            columns.add(new OutputColumn(name(i) + "_low", type));
            columns.add(new OutputColumn(name(i) + "_high", type));
        }
        columns.add(new OutputColumn(FILLED, CellType.TEXT));
        return columns;
    }

    /// Refuses columns that are called like those that are added.
    private void requireFree(Table table, List<OutputColumn> columns, int copied) {
        for (var added : columns.subList(copied, columns.size())) {
            columns.subList(0, copied).stream().filter(column -> column.name().equalsIgnoreCase(added.name()))
                    .findFirst().ifPresent(column -> {
                        var name = FoundNames.printable(column.name());
                        boolean isInput = model.schema().columns().stream()
                                .anyMatch(input -> input.name().equals(column.name()));
                        throw new DataException(table.name(), String.format(Locale.ROOT,
                                "expected no column '%s', which fill adds, found one; %s%s", name,
                                isInput ? "rename it and train the model again"
                                        : "leave it out with --query 'SELECT * EXCLUDE (\"" + name
                                                + "\") FROM data'",
                                added.name().equals(FILLED) ? "" : ", or remove --intervals"));
                    });
        }
    }

    private List<ColumnValues> cells(TableCopy copy, CopiedRows read, FilledCells filled, int[] bounded) {
        var cells = new ArrayList<>(copy.replaced(read, filled.cells(), filled.filled()));
        for (int i : bounded) {
            cells.add(TableCopy.rounded(filled.low()[i]));
            cells.add(TableCopy.rounded(filled.high()[i]));
        }
        var names = new @Nullable String[read.rows()];
        for (int row = 0; row < names.length; row++) names[row] = names(filled, row);
        cells.add(new ColumnValues.Texts(names));
        return cells;
    }

    private @Nullable String names(FilledCells filled, int row) {
        var names = IntStream.range(0, filled.filled().length).filter(i -> filled.filled()[i][row])
                .mapToObj(this::name).toList();
        return names.isEmpty() ? null : String.join("; ", names);
    }
}

package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.data.DataException;
import dev.hourglass.internal.notation.Suggestion;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.model.TableModel;
import dev.hourglass.model.TabularModel;
import dev.hourglass.spec.SpecException;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.Reason;
import dev.hourglass.tables.OrderedPipeline;
import dev.hourglass.tables.OutputColumn;
import dev.hourglass.tables.OutputColumn.CellType;
import dev.hourglass.tables.Table;
import dev.hourglass.tables.TableChunk;
import dev.hourglass.tables.TableLimits;
import dev.hourglass.tables.TableSource;
import dev.hourglass.tables.training.ColumnTypes;
import dev.hourglass.tables.training.TableTraining;
import dev.hourglass.tables.training.TrainingTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// `hourglass score` for the model of a table: id, score, p-value and whether it is an anomaly, of each row, in bounded memory.
///
/// @param reasons of each anomaly; 0 for none
record TableScorer(Console console, TableModel model, int reasons) {
    /// Rows that were scored, and how many of them are anomalies.
    ///
    /// @param strangest the rows that were asked for
    record Counts(long rows, long anomalies, List<Map<String, Object>> strangest) {}

    /// A part of the table, scored.
    private record Scored(List<ColumnValues> cells, int rows, int anomalies) {}

    Counts score(TableSource source, ScoreTarget target) {
        try (var table = open(source);
                var sink = target.open(columns(id(table).isPresent(), reasons > 0), source)) {
            var rows = new LongAdder();
            var anomalies = new LongAdder();
            try (var reader = table.read(ColumnTypes.of(model.schema()), id(table), Optional.empty())) {
                OrderedPipeline.run(reader::next, this::scored, part -> {
                    sink.write(part.cells(), part.rows());
                    rows.add(part.rows());
                    anomalies.add(part.anomalies());
                }, Runtime.getRuntime().availableProcessors());
            }
            sink.finish();
            return new Counts(rows.sum(), anomalies.sum(), sink.fields());
        }
    }

    private Scored scored(TableChunk chunk) {
        double[] scores = model.scores(chunk.cells(), chunk.rows());
        int[] anomalies = IntStream.range(0, scores.length).filter(row -> scores[row] >= model.threshold()).toArray();
        return new Scored(cells(chunk, scores, anomalies), chunk.rows(), anomalies.length);
    }

    Table open(TableSource source) {
        return open(model, source);
    }

    /// The table as a model's own was read.
    static Table open(TabularModel model, TableSource source) {
        return TableTraining.format(model)
                .map(format -> Table.open(source, format, TableLimits.DEFAULT))
                .orElseGet(() -> Table.open(source, TableLimits.DEFAULT));
    }

    Optional<String> id(Table table) {
        return id(model, table);
    }

    /// The column that names the rows, if the table has it.
    static Optional<String> id(TabularModel model, Table table) {
        return TableTraining.id(model).filter(name -> table.format().column(name).isPresent());
    }

    /// What is written of each row.
    static List<OutputColumn> columns(boolean hasIds, boolean hasReasons) {
        var columns = new ArrayList<>(List.of(
                idColumn(hasIds), new OutputColumn("score", CellType.NUMBER),
                new OutputColumn("p_value", CellType.NUMBER), new OutputColumn("anomaly", CellType.BOOLEAN)));
        if (hasReasons) {
            columns.add(new OutputColumn("reasons", CellType.TEXT));
        }
        return columns;
    }

    private List<ColumnValues> cells(TableChunk chunk, double[] scores, int[] anomalies) {
        var cells = new ArrayList<ColumnValues>();
        cells.add(ids(chunk));
        cells.add(new ColumnValues.Numbers(scores));
        cells.add(new ColumnValues.Numbers(Arrays.stream(scores).map(model.calibration()::survival).toArray()));
        var areAnomalies = new double[scores.length];
        for (int row : anomalies) areAnomalies[row] = 1;
        cells.add(new ColumnValues.Numbers(areAnomalies));
        if (reasons > 0) {
            cells.add(new ColumnValues.Texts(reasons(chunk, anomalies)));
        }
        return cells;
    }

    static ColumnValues numbers(boolean[] some) {
        return new ColumnValues.Numbers(
                IntStream.range(0, some.length).mapToDouble(i -> some[i] ? 1 : 0).toArray());
    }

    /// Of anomalies alone: nobody reads those of the other rows.
    private @Nullable String[] reasons(TableChunk chunk, int[] anomalies) {
        var texts = new @Nullable String[chunk.rows()];
        var found = model.reasons(chunk.cells(), anomalies, reasons);
        for (int i = 0; i < anomalies.length; i++) texts[anomalies[i]] = text(found.get(i));
        return texts;
    }

    static String text(List<Reason> reasons) {
        return reasons.stream().map(Reason::text).collect(Collectors.joining("; "));
    }

    static OutputColumn idColumn(boolean hasIds) {
        return new OutputColumn("id", hasIds ? CellType.TEXT : CellType.INTEGER);
    }

    /// Where there is no column of names, the number of the row, counted from 1.
    static ColumnValues ids(TableChunk chunk) {
        return chunk.ids().<ColumnValues>map(ids -> ids).orElseGet(() -> {
            var numbers = new double[chunk.rows()];
            for (int row = 0; row < numbers.length; row++) numbers[row] = chunk.firstRow() + row;
            return new ColumnValues.Numbers(numbers);
        });
    }

    /// Takes note of the rows that were looked at, for the sentence about one that is not there.
    static final class RowSearch {
        private static final int MOST_NAMES = 10_000;
        private static final int EXAMPLES = 3;

        private final String from;
        private final String id;
        private final List<String> names = new ArrayList<>();
        private long rows;
        private long found;
        private boolean areNamed;

        RowSearch(String from, String id) {
            this.from = from;
            this.id = id;
        }

        /// The row of the next chunk, if it is the first that is called so; else -1.
        int add(TableChunk chunk) {
            areNamed = chunk.ids().isPresent();
            rows += chunk.rows();
            int first = -1;
            for (int row = 0; row < chunk.rows(); row++) {
                var name = name(chunk, row);
                if (id.equals(name)) {
                    first = found++ == 0 ? row : first;
                } else if (areNamed && name != null && names.size() < MOST_NAMES) {
                    names.add(name);
                }
            }
            return first;
        }

        /// How many rows are called so.
        long found() {
            return found;
        }

        DataException none() {
            if (rows == 0) {
                return new DataException(from, String.format(Locale.ROOT, "expected a row '%s', found no rows at all",
                        FoundNames.printable(id)));
            }
            if (!areNamed) {
                return new DataException(from, String.format(Locale.ROOT,
                        "expected the number of a row, 1 to %,d, found '%s'", rows, FoundNames.printable(id)));
            }
            var examples = names.stream().distinct().limit(EXAMPLES).toList();
            return new DataException(from,
                    String.format(Locale.ROOT, "expected the name of one of %s, such as %s, found '%s'%s",
                            CountedNoun.text(rows, "row"), FoundNames.text(examples), FoundNames.printable(id),
                            Suggestion.of(id, names).map(near -> "; did you mean '" + near + "'?").orElse("")));
        }
    }

    private static @Nullable String name(TableChunk chunk, int row) {
        return chunk.ids().isPresent() ? chunk.ids().get().values()[row] : Long.toString(chunk.firstRow() + row);
    }

    /// The column that says which rows are anomalies.
    ///
    /// @param label what was named; empty for the one that the model was trained with
    /// @throws SpecException if there is none
    static String labelColumn(TabularModel model, Optional<String> label) {
        return label.or(() -> TableTraining.label(model)).orElseThrow(() -> new SpecException(
                "expected the column that says which rows are anomalies, found none; name it with --label"));
    }

    /// All rows of a table with labels, encoded into a file of the system's temporary folder.
    ///
    /// @param label the column; empty for the one that the model was trained with
    /// @throws SpecException if there is none
    TrainingTable labelled(TableSource source, Optional<String> label) {
        var column = labelColumn(model, label);
        try (var table = open(source)) {
            return TrainingTable.encode(table, model.schema(), ColumnTypes.of(model.schema()), Optional.empty(),
                    Optional.of(column), Files.createTempFile("hourglass", ".rows"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

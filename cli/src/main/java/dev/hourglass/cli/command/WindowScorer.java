package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.data.DataException;
import dev.hourglass.model.WindowModel;
import dev.hourglass.model.WindowScores;
import dev.hourglass.spec.SpecException;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.Reason;
import dev.hourglass.table.RowSegment;
import dev.hourglass.table.RowWindows;
import dev.hourglass.tables.OutputColumn;
import dev.hourglass.tables.OutputColumn.CellType;
import dev.hourglass.tables.Table;
import dev.hourglass.tables.TableChunk;
import dev.hourglass.tables.TableSource;
import dev.hourglass.tables.training.ColumnTypes;
import dev.hourglass.tables.training.SeriesTable;
import dev.hourglass.tables.training.ThresholdSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// `hourglass score` for the model of windows over time: of each row of the file, in its order, or of each window.
///
/// @param reasons of each anomaly; 0 for none
record WindowScorer(Console console, WindowModel model, int reasons) {
    /// What is wanted beside the scores of rows.
    ///
    /// @param label the column that says what kind of anomaly a row is
    /// @param figure a file for the series, its reconstruction and the scores as curves
    record Showing(Optional<String> label, Optional<Path> figure) {
        static final Showing NOTHING = new Showing(Optional.empty(), Optional.empty());

        boolean isAnything() {
            return label.isPresent() || figure.isPresent();
        }
    }

    /// Rows or windows that were written, those without a score, and how many are anomalies.
    ///
    /// @param strangest the rows or windows that were asked for
    /// @param labelled how many labelled rows are found, where there is a column of labels
    record Counts(int all, int unscored, int anomalies, List<Map<String, Object>> strangest,
            Optional<LabelledStretches> labelled) {}

    /// A row, scored.
    ///
    /// @param reasons the most surprising first
    record ScoredRow(double score, double pValue, boolean isAnomaly, List<Reason> reasons) {}

    Counts scoreRows(TableSource source, ScoreTarget target, Showing showing) {
        try (var table = TableScorer.open(model, source);
                var series = series(table, Optional.empty());
                var sink = target.open(rowColumns(TableScorer.id(model, table).isPresent()), source);
                var reader = table.read(ColumnTypes.of(model.schema()), TableScorer.id(model, table),
                        showing.label())) {
            var scores = score(series);
            int[] places = series.places();
            var labels = new @Nullable String[places.length];
            for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
                sink.write(cells(chunk.get(), series, scores, places), chunk.get().rows());
                setLabels(chunk.get(), places, labels);
            }
            var labelled = showing.label().map(_ -> LabelledStretches.of(labels, scores));
            showing.figure().ifPresent(
                    file -> draw(file, TableTrainer.name(table.name()), series, scores, labelled));
            sink.finish();
            return new Counts(places.length, count(scores.rows()), count(scores.anomalies()), sink.fields(), labelled);
        }
    }

    private static void setLabels(TableChunk chunk, int[] places, @Nullable String[] labels) {
        chunk.labels().ifPresent(texts -> {
            for (int at = 0; at < chunk.rows(); at++) {
                labels[places[(int) (chunk.firstRow() - 1) + at]] = texts.values()[at];
            }
        });
    }

    private void draw(Path file, String name, SeriesTable series, WindowScores scores,
            Optional<LabelledStretches> labelled) {
        try {
            OutputFile.write(file, new SeriesDrawing(model, series, scores, labelled).draw(name).png());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Counts scoreWindows(TableSource source, ScoreTarget target) {
        try (var table = TableScorer.open(model, source);
                var series = series(table, Optional.empty());
                var sink = target.open(windowColumns(series), source)) {
            var scores = score(series);
            sink.write(cells(series, scores), scores.windows().count());
            sink.finish();
            return new Counts(scores.windows().count(), 0, count(scores.windowAnomalies()), sink.fields(),
                    Optional.empty());
        }
    }

    /// One row of a file.
    ///
    /// @param id its cell in the column of names or, where there is none, its number
    /// @throws DataException if there is none, or it is in no window
    ScoredRow explain(TableSource source, String from, String id) {
        try (var table = TableScorer.open(model, source);
                var series = series(table, Optional.empty());
                var reader = table.read(ColumnTypes.of(model.schema()), TableScorer.id(model, table),
                        Optional.empty())) {
            var search = new TableScorer.RowSearch(from, id);
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                int at = search.add(next.get());
                if (at >= 0) {
                    return explained(series, next.get(), at, from, id);
                }
            }
            throw search.none();
        }
    }

    private ScoredRow explained(SeriesTable series, TableChunk chunk, int at, String from, String id) {
        var scores = score(series);
        int row = series.places()[(int) (chunk.firstRow() + at - 1)];
        if (Double.isNaN(scores.rows()[row])) {
            throw new DataException(from,
                    "expected a row in a window, found row '%s' in none: fewer than %d rows follow one another there"
                            .formatted(id, model.windows().length()));
        }
        return new ScoredRow(scores.rows()[row], scores.pValues()[row], scores.anomalies()[row],
                model.reasons(series.rows(), scores.windows(), row, chunk.cells(), at,
                        model.schema().columns().size()));
    }

    /// The scores of rows with labels.
    ///
    /// @param label the column; empty for the one that the model was trained with
    /// @throws SpecException if there is none
    ThresholdSearch labelled(TableSource source, Optional<String> label) {
        var column = TableScorer.labelColumn(model, label);
        try (var table = TableScorer.open(model, source); var series = series(table, Optional.of(column))) {
            var scores = score(series).rows();
            var labels = series.anomalies().among(row -> !Double.isNaN(scores[row]));
            return ThresholdSearch.of(labels.of(scores), labels.isAnomaly());
        }
    }

    /// All rows of a table in the order of time.
    SeriesTable series(Table table, Optional<String> label) {
        try {
            return SeriesTable.encode(table, model.schema(), ColumnTypes.of(model.schema()), model.windows(), label,
                    Files.createTempFile("hourglass", ".rows"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WindowScores score(SeriesTable series) {
        return model.score(series.rows(), segments(series));
    }

    RowWindows windows(SeriesTable series) {
        return RowWindows.of(segments(series), model.windows().length(), model.windows().stride());
    }

    private List<RowSegment> segments(SeriesTable series) {
        var segments = series.segments(model.step());
        segments.remarks().forEach(console::report);
        return segments.all();
    }

    private static int count(boolean[] some) {
        return (int) IntStream.range(0, some.length).filter(i -> some[i]).count();
    }

    private static int count(double[] scores) {
        return (int) IntStream.range(0, scores.length).filter(i -> Double.isNaN(scores[i])).count();
    }

    private List<OutputColumn> rowColumns(boolean hasIds) {
        return TableScorer.columns(hasIds, reasons > 0);
    }

    private List<OutputColumn> windowColumns(SeriesTable series) {
        var columns = placeColumns(series);
        columns.addAll(List.of(new OutputColumn("score", CellType.NUMBER), new OutputColumn("p_value", CellType.NUMBER),
                new OutputColumn("anomaly", CellType.BOOLEAN)));
        return columns;
    }

    /// Where a window is.
    List<OutputColumn> placeColumns(SeriesTable series) {
        var columns = new ArrayList<OutputColumn>();
        model.windows().by().ifPresent(_ -> columns.add(new OutputColumn("by", CellType.TEXT)));
        var type = series.areTimes() ? CellType.TEXT : CellType.NUMBER;
        columns.addAll(List.of(new OutputColumn("first", type), new OutputColumn("last", type)));
        return columns;
    }

    private List<ColumnValues> cells(SeriesTable series, WindowScores scores) {
        var cells = places(series, scores.windows());
        cells.add(new ColumnValues.Numbers(scores.ofWindows()));
        cells.add(new ColumnValues.Numbers(scores.windowPValues()));
        cells.add(TableScorer.numbers(scores.windowAnomalies()));
        return cells;
    }

    /// The cells of [#placeColumns].
    List<ColumnValues> places(SeriesTable series, RowWindows windows) {
        int[] starts = windows.starts();
        var cells = new ArrayList<ColumnValues>();
        if (model.windows().by().isPresent()) {
            var by = new @Nullable String[starts.length];
            for (int i = 0; i < by.length; i++) by[i] = series.by(starts[i]).orElse(null);
            cells.add(new ColumnValues.Texts(by));
        }
        cells.add(times(series, starts));
        cells.add(times(series, IntStream.of(starts).map(start -> start + model.windows().length() - 1).toArray()));
        return cells;
    }

    private static ColumnValues times(SeriesTable series, int[] rows) {
        return series.areTimes()
                ? new ColumnValues.Texts(IntStream.of(rows).mapToObj(series::moment).toArray(String[]::new))
                : new ColumnValues.Numbers(IntStream.of(rows).mapToDouble(series::time).toArray());
    }

    /// Without a score where a row is in no window.
    private List<ColumnValues> cells(TableChunk chunk, SeriesTable series, WindowScores scores, int[] places) {
        int[] rows = IntStream.range(0, chunk.rows()).map(at -> places[(int) (chunk.firstRow() - 1) + at]).toArray();
        var cells = new ArrayList<ColumnValues>();
        cells.add(TableScorer.ids(chunk));
        cells.add(new ColumnValues.Numbers(IntStream.of(rows).mapToDouble(row -> scores.rows()[row]).toArray()));
        cells.add(new ColumnValues.Numbers(IntStream.of(rows).mapToDouble(row -> scores.pValues()[row]).toArray()));
        cells.add(new ColumnValues.Numbers(IntStream.of(rows)
                .mapToDouble(row -> Double.isNaN(scores.rows()[row]) ? Double.NaN : scores.anomalies()[row] ? 1 : 0)
                .toArray()));
        if (reasons > 0) {
            cells.add(new ColumnValues.Texts(reasons(chunk, series, scores, rows)));
        }
        return cells;
    }

    private @Nullable String[] reasons(TableChunk chunk, SeriesTable series, WindowScores scores, int[] rows) {
        var texts = new @Nullable String[rows.length];
        var table = series.rows();
        for (int at = 0; at < rows.length; at++) {
            if (scores.anomalies()[rows[at]]) {
                texts[at] = TableScorer.text(
                        model.reasons(table, scores.windows(), rows[at], chunk.cells(), at, reasons));
            }
        }
        return texts;
    }
}

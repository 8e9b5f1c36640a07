package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.tables.OutputColumn;
import dev.hourglass.tables.OutputColumn.CellType;
import dev.hourglass.tables.TableWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Scores of a table, row by row, of which the highest are kept; of equal ones the first.
final class ScoreSink implements AutoCloseable {
    private static final String SCORE = "score";

    private final Console console;
    private final List<OutputColumn> columns;
    private final Optional<TableWriter> writer;
    private final int most;
    private final boolean isJson;
    private final int scoreAt;
    /// The least strange on top.
    private final PriorityQueue<KeptRow> kept = new PriorityQueue<>(Comparator.comparingDouble(KeptRow::score)
            .thenComparing(Comparator.comparingLong(KeptRow::number).reversed()));
    private long rows;

    /// @param cells of a row: a [Double] or a text each
    private record KeptRow(double score, long number, List<Optional<Object>> cells) {}

    /// @param most of the highest scores are kept, at least 0
    ScoreSink(Console console, List<OutputColumn> columns, Optional<TableWriter> writer, int most, boolean isJson) {
        this.console = console;
        this.columns = List.copyOf(columns);
        this.writer = writer;
        this.most = most;
        this.isJson = isJson;
        this.scoreAt = columns.stream().map(OutputColumn::name).toList().indexOf(SCORE);
    }

    /// The next rows.
    void write(List<ColumnValues> cells, int count) {
        writer.ifPresent(out -> out.write(cells, count));
        var scores = ((ColumnValues.Numbers) cells.get(scoreAt)).values();
        for (int row = 0; row < count && most > 0; row++) {
            if (isAmongHighest(scores[row])) {
                keep(scores[row], rows + row, cells, row);
            }
        }
        rows += count;
    }

    private boolean isAmongHighest(double score) {
        return kept.size() < most ? !Double.isNaN(score) : score > kept.element().score();
    }

    private void keep(double score, long number, List<ColumnValues> cells, int row) {
        kept.add(new KeptRow(score, number, cells.stream().map(column -> cell(column, row)).toList()));
        if (kept.size() > most) {
            kept.remove();
        }
    }

    private static Optional<Object> cell(ColumnValues column, int row) {
        return switch (column) {
            case ColumnValues.Texts(@Nullable String[] texts) -> Optional.ofNullable(texts[row]);
            case ColumnValues.Numbers(double[] numbers) -> Optional.of(numbers[row]);
        };
    }

    /// All rows are written: gives the file its name, and prints the kept rows, unless they are part of a JSON object.
    void finish() {
        writer.ifPresent(TableWriter::finish);
        if (most > 0 && !isJson) {
            var strangest = strangest();
            try (var out = TableWriter.csv(console.out(), columns)) {
                out.write(IntStream.range(0, columns.size()).mapToObj(i -> column(strangest, i)).toList(),
                        strangest.size());
                out.finish();
            }
        }
    }

    private List<KeptRow> strangest() {
        return kept.stream().sorted(Comparator.comparingDouble(KeptRow::score).reversed()
                .thenComparingLong(KeptRow::number)).toList();
    }

    private ColumnValues column(List<KeptRow> rows, int i) {
        if (columns.get(i).type() == CellType.TEXT) {
            var texts = new @Nullable String[rows.size()];
            for (int row = 0; row < texts.length; row++) {
                texts[row] = (String) rows.get(row).cells().get(i).orElse(null);
            }
            return new ColumnValues.Texts(texts);
        }
        return new ColumnValues.Numbers(
                rows.stream().mapToDouble(row -> (double) row.cells().get(i).orElse(Double.NaN)).toArray());
    }

    /// The kept rows for a JSON object, the strangest first.
    List<Map<String, Object>> fields() {
        var all = new ArrayList<Map<String, Object>>();
        for (var row : strangest()) {
            var fields = new LinkedHashMap<String, Object>();
            for (int i = 0; i < columns.size(); i++) {
                var column = columns.get(i);
                row.cells().get(i).ifPresent(cell -> fields.put(column.name(), field(column, cell)));
            }
            all.add(fields);
        }
        return all;
    }

    private static Object field(OutputColumn column, Object cell) {
        return switch (column.type()) {
            case TEXT, NUMBER -> cell;
            case INTEGER -> (long) (double) cell;
            case BOOLEAN -> (double) cell == 1;
        };
    }

    /// Removes what was written, unless it is finished.
    @Override
    public void close() {
        writer.ifPresent(TableWriter::close);
    }
}

package dev.hourglass.tables.training;

import dev.hourglass.model.WindowModel;
import dev.hourglass.model.WindowScores;
import dev.hourglass.tables.TableChunk;
import dev.hourglass.tables.TableReader;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/// The rows of the highest scores of windows; of equal scores the first rows of the file.
final class StrangestSeriesRows {
    private static final int MOST = 20;
    private static final int REASONS = 3;

    private StrangestSeriesRows() {}

    /// @param reader of the model's columns, in its order and that of the file
    /// @return the strangest first
    static List<StrangeRow> of(WindowModel model, SeriesTable table, WindowScores scores, TableReader reader) {
        var strangest = IntStream.range(0, scores.rows().length).filter(row -> !Double.isNaN(scores.rows()[row]))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> -scores.rows()[row])
                        .thenComparingInt(table::number))
                .limit(MOST).toList();
        var places = new HashMap<Long, Integer>();
        for (int row : strangest) places.put((long) table.number(row), row);
        var found = found(model, table, scores, reader, places);
        return strangest.stream().map(row -> Objects.requireNonNull(found.get(row), "the file has all rows")).toList();
    }

    private static Map<Integer, StrangeRow> found(WindowModel model, SeriesTable table, WindowScores scores,
            TableReader reader, Map<Long, Integer> places) {
        var found = new HashMap<Integer, StrangeRow>();
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            var chunk = next.get();
            for (int at = 0; at < chunk.rows(); at++) {
                var row = places.get(chunk.firstRow() + at - 1);
                if (row != null) {
                    found.put(row, row(model, table, scores, chunk, at, row));
                }
            }
        }
        return found;
    }

    private static StrangeRow row(
            WindowModel model, SeriesTable table, WindowScores scores, TableChunk chunk, int at, int row) {
        var id = chunk.ids().flatMap(ids -> Optional.ofNullable(ids.values()[at]))
                .orElseGet(() -> Long.toString(chunk.firstRow() + at));
        return new StrangeRow(id, scores.rows()[row], scores.pValues()[row], scores.anomalies()[row],
                chunk.labels().flatMap(labels -> Optional.ofNullable(labels.values()[at])),
                model.reasons(table.rows(), scores.windows(), row, chunk.cells(), at, REASONS));
    }
}

package dev.hourglass.tables.training;

import dev.hourglass.data.DataException;
import dev.hourglass.model.TableModel;
import dev.hourglass.model.WindowModel;
import dev.hourglass.tables.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// A table as a trained model sees it.
///
/// @param evaluation where rows have labels
public record EvaluatedTable(TableSummary summary, Optional<TableEvaluation> evaluation) {
    /// Reads and scores all rows.
    ///
    /// @param table opened in the model's format
    /// @param id the column that names the rows
    /// @param label the column that says which rows are anomalies
    /// @param isTrainingData whether the model was trained on this table: it is measured on the rows that were held out then
    /// @throws DataException if a column is missing, a cell cannot be read, or labels are not of two kinds
    public static EvaluatedTable of(TableModel model, Table table, Optional<String> id, Optional<String> label,
            boolean isTrainingData, long seed) {
        var columns = ColumnTypes.of(model.schema());
        try (var all = TrainingTable.encode(table, model.schema(), columns, id, label, temporaryFile());
                var reader = table.read(columns, id, label)) {
            if (all.rows().rows() == 0) {
                throw new DataException(table.name(), "expected at least one row to evaluate on, found none");
            }
            var scores = model.scores(all.rows());
            var evaluation = all.anomalies()
                    .map(known -> TableEvaluation.of(scores, model.threshold(), all.rows(), known, seed));
            var heldOut = isTrainingData ? Optional.of(all.heldOut()) : Optional.<int[]>empty();
            return new EvaluatedTable(TableSummary.of(model, all.rows(), scores, heldOut, evaluation, reader),
                    evaluation);
        }
    }

    /// Likewise of windows over time.
    ///
    /// @param remarks takes what a user should know of the rows' order
    /// @throws DataException also if no series has as many rows as a window
    public static EvaluatedTable ofWindows(WindowModel model, Table table, Optional<String> id, Optional<String> label,
            boolean isTrainingData, long seed, Consumer<String> remarks) {
        var columns = ColumnTypes.of(model.schema());
        try (var all = SeriesTable.encode(table, model.schema(), columns, model.windows(), label, temporaryFile());
                var reader = table.read(columns, id, label)) {
            var segments = all.segments(model.step());
            segments.remarks().forEach(remarks);
            var rows = all.rows();
            var scores = model.score(rows, segments.all());
            var evaluation = label.map(_ -> TableEvaluation.ofWindows(model, rows, scores, all.anomalies(), seed));
            var measured = isTrainingData ? SeriesSplit.of(all, segments.all()).heldOut() : segments.all();
            return new EvaluatedTable(TableSummary.ofWindows(model, rows, measured, isTrainingData, evaluation,
                    StrangestSeriesRows.of(model, all, scores, reader)), evaluation);
        }
    }

    private static Path temporaryFile() {
        try {
            return Files.createTempFile("hourglass", ".rows");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

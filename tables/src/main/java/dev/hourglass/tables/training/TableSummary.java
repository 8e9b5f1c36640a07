package dev.hourglass.tables.training;

import dev.hourglass.data.DataException;
import dev.hourglass.experiments.figure.ScoreGroup;
import dev.hourglass.metric.RocCurve;
import dev.hourglass.model.TableModel;
import dev.hourglass.model.WindowModel;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.RowSegment;
import dev.hourglass.table.TableSchema;
import dev.hourglass.tables.TableReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// What a model makes of a table: how much of each column it explains, how high its scores are, and which rows are the strangest.
///
/// @param rows of the table
/// @param measured what the rows are that the shares explained and the first scores are of: `held-out rows`, or `rows` for all
/// @param measuredRows how many those are
/// @param columns in the model's order
/// @param scores of the measured rows and, where there are labels, of anomalies and others
/// @param strangest the strangest first
public record TableSummary(
        int rows, String measured, int measuredRows, List<ColumnSummary> columns, List<ScoreGroup> scores,
        List<StrangeRow> strangest) {
    private static final String HELD_OUT = "held-out rows";
    private static final int STRANGEST = 20;
    /// Rows that are read at a time.
    private static final int BLOCK = 4096;

    public TableSummary {
        columns = List.copyOf(columns);
        scores = List.copyOf(scores);
        strangest = List.copyOf(strangest);
    }

    /// @param all rows of the table
    /// @param scores of all of them
    /// @param heldOut which of them the model was not trained on, at least one; empty for all
    /// @param evaluation where rows have labels
    /// @param reader of the same table, before its first row: reasons are in the words of the file
    /// @throws DataException if a cell cannot be read
    static TableSummary of(TableModel model, EncodedTable all, double[] scores, Optional<int[]> heldOut,
            Optional<TableEvaluation> evaluation, TableReader reader) {
        var measured = heldOut.map(all::select).orElse(all);
        var own = heldOut.map(rows -> IntStream.of(rows).mapToDouble(row -> scores[row]).toArray()).orElse(scores);
        return new TableSummary(all.rows(), heldOut.isPresent() ? HELD_OUT : "rows", measured.rows(),
                columns(model.schema(), model.explained(measured), all),
                groups(heldOut.isPresent() ? HELD_OUT : "all rows", own, evaluation),
                StrangestRows.of(model, reader, scores, STRANGEST));
    }

    /// Of windows over time.
    ///
    /// @param all rows of the table in the order of time
    /// @param measured segments of them, in windows that the model was not trained on
    /// @param areHeldOut whether these are some of the table's, else all
    static TableSummary ofWindows(WindowModel model, EncodedTable all, List<RowSegment> measured, boolean areHeldOut,
            Optional<TableEvaluation> evaluation, List<StrangeRow> strangest) {
        var scores = model.score(all, measured);
        var known = Arrays.stream(scores.rows()).filter(score -> !Double.isNaN(score)).toArray();
        return new TableSummary(all.rows(), areHeldOut ? HELD_OUT : "rows", known.length,
                columns(model.schema(), model.explained(all, scores.windows()), all),
                groups(areHeldOut ? HELD_OUT : "all rows", known, evaluation), strangest);
    }

    private static List<ScoreGroup> groups(String first, double[] measured, Optional<TableEvaluation> evaluation) {
        var scores = new ArrayList<ScoreGroup>();
        scores.add(new ScoreGroup(first, measured));
        evaluation.ifPresent(known -> {
            scores.add(new ScoreGroup("other labelled rows", scores(known.model(), false)));
            scores.add(new ScoreGroup("labelled anomalies", scores(known.model(), true)));
        });
        return scores;
    }

    /// The scores of one kind, falling.
    private static double[] scores(RocCurve curve, boolean arePositive) {
        var scores = new double[arePositive ? curve.positives() : curve.negatives()];
        int done = 0;
        for (var point : curve.points()) {
            int end = arePositive ? point.truePositives() : point.falsePositives();
            Arrays.fill(scores, done, end, point.threshold());
            done = end;
        }
        return scores;
    }

    private static List<ColumnSummary> columns(TableSchema schema, double[] explained, EncodedTable all) {
        var missing = missing(all);
        var columns = new ArrayList<ColumnSummary>();
        for (int i = 0; i < explained.length; i++) {
            var column = schema.columns().get(i);
            columns.add(new ColumnSummary(column.name(), column.type(), (double) missing[i] / all.rows(),
                    Double.isNaN(explained[i]) ? OptionalDouble.empty() : OptionalDouble.of(explained[i])));
        }
        return columns;
    }

    /// In how many rows the cell of each column is missing.
    private static int[] missing(EncodedTable table) {
        var offsets = table.schema().offsets();
        int width = table.schema().features();
        var missing = new int[offsets.length];
        for (int from = 0; from < table.rows(); from += BLOCK) {
            int count = Math.min(BLOCK, table.rows() - from);
            var rows = new float[count * width];
            table.read(from, count, rows);
            for (int row = 0; row < count; row++) {
                for (int i = 0; i < offsets.length; i++) {
                    missing[i] += Float.isNaN(rows[row * width + offsets[i]]) ? 1 : 0;
                }
            }
        }
        return missing;
    }
}

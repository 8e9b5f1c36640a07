package dev.hourglass.spark;

import dev.hourglass.model.RowScores;
import dev.hourglass.model.TableModel;
import dev.hourglass.spark.ScoringColumns.Output;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/// Rows whose cells are those of the table that a model was trained on.
final class TableBlock implements RowBlock {
    private final TableModel model;
    private final List<CellColumn> cells;
    private final ScoringColumns columns;
    private final double threshold;
    /// Of each column; empty where its cells are of the other kind.
    private final double[][] numbers;
    private final @Nullable String[][] texts;
    private int rows;

    TableBlock(TableModel model, List<CellColumn> cells, ScoringColumns columns) {
        this.model = model;
        this.cells = cells;
        this.columns = columns;
        this.threshold = Double.isNaN(columns.threshold()) ? model.threshold() : columns.threshold();
        this.numbers = new double[cells.size()][];
        this.texts = new @Nullable String[cells.size()][];
        for (int i = 0; i < cells.size(); i++) {
            boolean isText = isText(i);
            numbers[i] = new double[isText ? 0 : ROWS];
            texts[i] = new @Nullable String[isText ? ROWS : 0];
        }
    }

    private boolean isText(int column) {
        return model.schema().columns().get(column).isText();
    }

    @Override
    public Optional<String> add(InternalRow row) {
        for (int i = 0; i < numbers.length; i++) {
            var cell = cells.get(i);
            if (isText(i)) {
                texts[i][rows] = cell.text(row);
            } else {
                double number = cell.number(row);
                if (Double.isInfinite(number)) {
                    return Optional.of(String.format(Locale.ROOT,
                            "column '%s': expected a finite number or null, found %s", cell.name(), number));
                }
                numbers[i][rows] = number;
            }
        }
        rows++;
        return Optional.empty();
    }

    @Override
    public Object[][] score() {
        var outputs = columns.outputs();
        var values = new Object[rows][outputs.size()];
        if (rows > 0) {
            fill(values, read());
        }
        rows = 0;
        return values;
    }

    private List<ColumnValues> read() {
        var read = new ArrayList<ColumnValues>();
        for (int i = 0; i < numbers.length; i++) {
            read.add(isText(i)
                    ? new ColumnValues.Texts(Arrays.copyOf(texts[i], rows))
                    : new ColumnValues.Numbers(Arrays.copyOf(numbers[i], rows)));
        }
        return read;
    }

    private void fill(Object[][] values, List<ColumnValues> read) {
        var outputs = columns.outputs();
        var codes = outputs.contains(Output.CODE) ? model.encode(read, rows) : new float[0][];
        boolean isScored = outputs.size() > (outputs.contains(Output.CODE) ? 1 : 0);
        var scores = isScored ? model.score(read, rows) : new RowScores(new double[0], new double[0], new boolean[0],
                new double[0][], new double[0]);
        var reasons = outputs.contains(Output.REASONS) ? reasons(read, scores) : new @Nullable Object[0];
        for (int row = 0; row < values.length; row++) {
            for (int i = 0; i < outputs.size(); i++) {
                values[row][i] = switch (outputs.get(i)) {
                    case CODE -> UnsafeArrayData.fromPrimitiveArray(codes[row]);
                    case SCORE -> scores.scores()[row];
                    case ANOMALY -> scores.scores()[row] >= threshold;
                    case REASONS -> reasons[row];
                    case ERROR, RECONSTRUCTION -> throw new IllegalStateException("only samples have errors");
                };
            }
        }
    }

    /// Of anomalies alone; null for other rows.
    private @Nullable Object[] reasons(List<ColumnValues> read, RowScores scores) {
        var arrays = new @Nullable Object[rows];
        int[] anomalies = IntStream.range(0, rows).filter(row -> scores.scores()[row] >= threshold).toArray();
        var found = model.reasons(read, scores, anomalies, columns.reasonCount());
        for (int i = 0; i < anomalies.length; i++) {
            arrays[anomalies[i]] = new GenericArrayData(
                    found.get(i).stream().map(Reason::text).map(UTF8String::fromString).toArray());
        }
        return arrays;
    }
}

package dev.hourglass.tables;

import dev.hourglass.table.BooleanColumn;
import dev.hourglass.table.CategoricalColumn;
import dev.hourglass.table.Column;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.CountColumn;
import dev.hourglass.table.NumericColumn;
import dev.hourglass.table.TimestampColumn;
import dev.hourglass.tables.OutputColumn.CellType;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/// A column of new rows, whose cells are written as the model reads them: dates and decimal commas as in the file of training.
public final class SyntheticColumn {
    private final StoredColumn stored;
    private final OutputColumn output;

    private SyntheticColumn(StoredColumn stored, OutputColumn output) {
        this.stored = stored;
        this.output = output;
    }

    /// @param format of the file of training, if that is known
    public static SyntheticColumn of(Column column, Optional<StoredFormat> format) {
        var stored = format.flatMap(known -> known.column(column.name()))
                .orElseGet(() -> new StoredColumn(column.name(), kind(column)));
        return new SyntheticColumn(stored, new OutputColumn(column.name(),
                column.isText() ? CellType.TEXT : type(stored)));
    }

    private static ColumnKind kind(Column column) {
        return switch (column) {
            case NumericColumn _ -> ColumnKind.NUMBER;
            case CountColumn _ -> ColumnKind.INTEGER;
            case CategoricalColumn _ -> ColumnKind.TEXT;
            case BooleanColumn _ -> ColumnKind.BOOLEAN;
            case TimestampColumn _ -> ColumnKind.TIMESTAMP;
        };
    }

    private static CellType type(StoredColumn stored) {
        return switch (stored.kind()) {
            case INTEGER -> CellType.INTEGER;
            case BOOLEAN -> CellType.BOOLEAN;
            case DATE, TIMESTAMP, TIME -> CellType.TEXT;
            case NUMBER, TEXT, OTHER -> isComma(stored) ? CellType.TEXT : CellType.NUMBER;
        };
    }

    private static boolean isComma(StoredColumn stored) {
        return stored.pattern().equals(StoredColumn.DECIMAL_COMMA);
    }

    /// What is written.
    public OutputColumn output() {
        return output;
    }

    /// Cells of the model as those that are written.
    public ColumnValues written(ColumnValues cells) {
        return switch (cells) {
            case ColumnValues.Texts texts -> texts;
            case ColumnValues.Numbers(var numbers) -> switch (output.type()) {
                case TEXT -> texts(numbers, text());
                case INTEGER -> whole(numbers);
                case NUMBER, BOOLEAN -> cells;
            };
        };
    }

    private DoubleFunction<String> text() {
        return switch (stored.kind()) {
            case DATE, TIMESTAMP -> new MomentText(stored)::of;
            case TIME -> MomentText::timeOfDay;
            case NUMBER, INTEGER, BOOLEAN, TEXT, OTHER ->
                number -> BigDecimal.valueOf(number).stripTrailingZeros().toPlainString().replace('.', ',');
        };
    }

    private static ColumnValues texts(double[] numbers, DoubleFunction<String> text) {
        var texts = new @Nullable String[numbers.length];
        for (int row = 0; row < texts.length; row++) {
            texts[row] = Double.isNaN(numbers[row]) ? null : text.apply(numbers[row]);
        }
        return new ColumnValues.Texts(texts);
    }

    private static ColumnValues whole(double... numbers) {
        var whole = new double[numbers.length];
        for (int row = 0; row < whole.length; row++) whole[row] = Math.rint(numbers[row]);
        return new ColumnValues.Numbers(whole);
    }
}

package dev.hourglass.table;

import dev.hourglass.data.DataException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One row as a program has it: names and cells.
public final class RowValues {
    private static final double NANOS = 1e9;

    private RowValues() {}

    /// The cells of a row in the schema's order.
    ///
    /// @param row column name to cell: a number, a text, a boolean, a date or time of `java.time`, or null where it is missing
    /// @throws DataException if a column is missing, or a cell is not of its type
    public static List<ColumnValues> of(TableSchema schema, Map<String, ?> row) {
        var cells = new ArrayList<ColumnValues>();
        for (var column : schema.columns()) {
            if (!row.containsKey(column.name())) {
                throw new DataException(String.format(Locale.ROOT,
                        "expected a cell for column '%s', found none (null says that it is missing)", column.name()));
            }
            var cell = row.get(column.name());
            cells.add(column.isText()
                    ? new ColumnValues.Texts(new @Nullable String[] {cell == null ? null : text(cell)})
                    : new ColumnValues.Numbers(new double[] {cell == null ? Double.NaN : number(column, cell)}));
        }
        return cells;
    }

    private static String text(Object cell) {
        return switch (cell) {
            case Double number when number % 1 == 0 && Math.abs(number) < 1e15 -> Long.toString(number.longValue());
            default -> cell.toString();
        };
    }

    private static double number(Column column, Object cell) {
        return switch (column) {
            case TimestampColumn _ -> moment(column, cell);
            case BooleanColumn _ when cell instanceof Boolean yes -> yes ? 1 : 0;
            case NumericColumn _ when cell instanceof Number number -> number.doubleValue();
            case CountColumn _ when cell instanceof Number number -> number.doubleValue();
            case CountColumn _ -> throw other(column, "a count", cell);
            case BooleanColumn _ -> throw other(column, "true or false", cell);
            default -> throw other(column, "a number", cell);
        };
    }

    private static double moment(Column column, Object cell) {
        return switch (cell) {
            case LocalDate date -> date.toEpochDay() * 86_400.0;
            case LocalDateTime moment -> seconds(moment.toInstant(ZoneOffset.UTC));
            case Instant moment -> seconds(moment);
            case OffsetDateTime moment -> seconds(moment.toInstant());
            case ZonedDateTime moment -> seconds(moment.toInstant());
            default -> throw other(column, "a date or time of java.time", cell);
        };
    }

    private static double seconds(Instant moment) {
        return moment.getEpochSecond() + moment.getNano() / NANOS;
    }

    private static DataException other(Column column, String expected, Object cell) {
        return new DataException(String.format(Locale.ROOT, "column '%s': expected %s, found %s '%s'", column.name(),
                expected, cell.getClass().getSimpleName(), cell));
    }
}

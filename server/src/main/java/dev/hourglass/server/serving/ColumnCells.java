package dev.hourglass.server.serving;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.server.tensor.Datatype;
import dev.hourglass.server.tensor.Elements;
import dev.hourglass.server.tensor.Tensor;
import dev.hourglass.server.tensor.TensorInfo;
import dev.hourglass.table.BooleanColumn;
import dev.hourglass.table.CategoricalColumn;
import dev.hourglass.table.Column;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.CountColumn;
import dev.hourglass.table.NumericColumn;
import dev.hourglass.table.TimestampColumn;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The cells of a table's column as a tensor has them.
final class ColumnCells {
    private static final double NANOS = 1e9;
    /// Whole numbers up to this are written without a point, as levels of a category that a file has as numbers.
    private static final double WHOLE = 1e15;
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .optionalEnd()
            .optionalEnd()
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .toFormatter(Locale.ROOT);

    private ColumnCells() {}

    /// What a column's tensor is.
    static TensorInfo info(Column column) {
        return new TensorInfo(column.name(), switch (column) {
            case NumericColumn _, CountColumn _ -> Datatype.FP64;
            case BooleanColumn _ -> Datatype.BOOL;
            case CategoricalColumn _, TimestampColumn _ -> Datatype.BYTES;
        }, List.of());
    }

    /// @throws DataException naming the cell that is not of the column's type
    static ColumnValues of(Column column, Tensor tensor) {
        InputTensors.requireOneEach(tensor);
        return switch (tensor.elements()) {
            case Elements.Texts(var values) -> ofTexts(column, values);
            case Elements.Doubles(var values) -> ofNumbers(column, tensor.datatype(), values);
            case Elements.Floats(var values) -> {
                var numbers = new double[values.length];
                for (int row = 0; row < numbers.length; row++) numbers[row] = values[row];
                yield ofNumbers(column, tensor.datatype(), numbers);
            }
        };
    }

    private static ColumnValues ofTexts(Column column, @Nullable String[] values) {
        return switch (column) {
            case CategoricalColumn _ -> new ColumnValues.Texts(levels(values));
            case TimestampColumn _ -> new ColumnValues.Numbers(moments(column, values));
            case NumericColumn _, CountColumn _ -> throw other(column, "numbers, such as FP64", "BYTES");
            case BooleanColumn _ -> throw other(column, "BOOL", "BYTES");
        };
    }

    private static @Nullable String[] levels(@Nullable String[] values) {
        var levels = values.clone();
        for (int row = 0; row < levels.length; row++) {
            if (levels[row] != null && levels[row].isEmpty()) {
                levels[row] = null;
            }
        }
        return levels;
    }

    private static double[] moments(Column column, @Nullable String[] values) {
        var moments = new double[values.length];
        for (int row = 0; row < moments.length; row++) {
            var text = values[row];
            moments[row] = text == null || text.isEmpty() ? Double.NaN : seconds(column, row, text);
        }
        return moments;
    }

    private static double seconds(Column column, int row, String text) {
        TemporalAccessor moment;
        try {
            moment = MOMENT.parse(text);
        } catch (DateTimeException _) {
            throw new DataException(
                    "column '%s', row %d: expected a date or time such as 2026-11-28 or 2026-11-28T09:30:00, found '%s'"
                            .formatted(column.name(), row, FoundNames.printable(text)));
        }
        var instant = moment.isSupported(ChronoField.OFFSET_SECONDS)
                ? OffsetDateTime.from(moment).toInstant()
                : LocalDateTime.from(moment).toInstant(ZoneOffset.UTC);
        return instant.getEpochSecond() + instant.getNano() / NANOS;
    }

    private static ColumnValues ofNumbers(Column column, Datatype type, double[] values) {
        return switch (column) {
            case CategoricalColumn _ -> new ColumnValues.Texts(texts(type, values));
            case BooleanColumn _ -> new ColumnValues.Numbers(truths(column, values));
            case NumericColumn _, CountColumn _, TimestampColumn _ -> {
                if (type == Datatype.BOOL) {
                    throw other(column, "numbers, such as FP64", "BOOL");
                }
                yield new ColumnValues.Numbers(finite(column, values));
            }
        };
    }

    private static @Nullable String[] texts(Datatype type, double[] values) {
        var texts = new @Nullable String[values.length];
        for (int row = 0; row < texts.length; row++) {
            double value = values[row];
            if (!Double.isNaN(value)) {
                texts[row] = type == Datatype.BOOL ? Boolean.toString(value != 0) : text(value);
            }
        }
        return texts;
    }

    private static String text(double value) {
        return value % 1 == 0 && Math.abs(value) < WHOLE ? Long.toString((long) value) : Double.toString(value);
    }

    private static double[] truths(Column column, double[] values) {
        for (int row = 0; row < values.length; row++) {
            if (!Double.isNaN(values[row]) && values[row] != 0 && values[row] != 1) {
                throw new DataException("column '%s', row %d: expected true or false, or 1 or 0, found %s"
                        .formatted(column.name(), row, values[row]));
            }
        }
        return values;
    }

    private static double[] finite(Column column, double[] values) {
        for (int row = 0; row < values.length; row++) {
            if (Double.isInfinite(values[row])) {
                throw new DataException(
                        "column '%s', row %d: expected a finite number, or none where it is missing, found %s"
                                .formatted(column.name(), row, values[row]));
            }
        }
        return values;
    }

    private static DataException other(Column column, String expected, String found) {
        return new DataException("column '%s': expected %s, found %s".formatted(column.name(), expected, found));
    }
}

package dev.hourglass.spark;

import dev.hourglass.data.DataException;
import dev.hourglass.table.BooleanColumn;
import dev.hourglass.table.CategoricalColumn;
import dev.hourglass.table.Column;
import dev.hourglass.table.CountColumn;
import dev.hourglass.table.NumericColumn;
import dev.hourglass.table.TimestampColumn;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/// The column of a data set that holds the cells of a table's column, read as `hourglass score` reads them from Parquet.
///
/// @param ordinal its place among the columns
/// @param type Spark's
record CellColumn(String name, int ordinal, DataType type) implements Serializable {
    private static final double MICROS = 1e6;
    private static final double DAY = 86_400;
    /// What stands for a missing cell in texts.
    private static final Set<String> MISSING = Set.of("", "NA", "N/A", "null", "NULL", "?", "NaN", "nan");

    /// @throws DataException if there is no such column, or its cells are of another type
    static CellColumn of(StructType schema, Column column) {
        var field = FeatureColumn.field(schema, column.name());
        var type = field.dataType();
        var expected = switch (column) {
            case NumericColumn _ -> isNumber(type) || isMoment(type) || type instanceof BooleanType ? "" : "a number";
            case CountColumn _ -> isNumber(type) ? "" : "a number";
            case CategoricalColumn _ -> isNumber(type) || isMoment(type) || type instanceof BooleanType
                    || type instanceof StringType ? "" : "a string";
            case BooleanColumn _ -> isNumber(type) || type instanceof BooleanType ? "" : "a boolean";
            case TimestampColumn _ -> isNumber(type) || isMoment(type) ? "" : "a date or timestamp";
        };
        if (!expected.isEmpty()) {
            throw new DataException(String.format(Locale.ROOT, "column '%s': expected %s, found %s; cast it",
                    column.name(), expected, type.simpleString()));
        }
        return new CellColumn(column.name(), schema.fieldIndex(column.name()), type);
    }

    private static boolean isNumber(DataType type) {
        return switch (type) {
            case ByteType _, ShortType _, IntegerType _, LongType _, FloatType _, DoubleType _, DecimalType _ -> true;
            default -> false;
        };
    }

    private static boolean isMoment(DataType type) {
        return type instanceof DateType || type instanceof TimestampType || type instanceof TimestampNTZType;
    }

    /// The cell as a number, NaN where it is null: of dates and timestamps the seconds since 1970.
    double number(InternalRow row) {
        if (row.isNullAt(ordinal)) {
            return Double.NaN;
        }
        return switch (type) {
            case ByteType _ -> row.getByte(ordinal);
            case ShortType _ -> row.getShort(ordinal);
            case IntegerType _ -> row.getInt(ordinal);
            case LongType _ -> row.getLong(ordinal);
            case FloatType _ -> row.getFloat(ordinal);
            case DoubleType _ -> row.getDouble(ordinal);
            case DecimalType decimal -> row.getDecimal(ordinal, decimal.precision(), decimal.scale()).toDouble();
            case BooleanType _ -> row.getBoolean(ordinal) ? 1 : 0;
            case DateType _ -> row.getInt(ordinal) * DAY;
            case TimestampType _, TimestampNTZType _ -> row.getLong(ordinal) / MICROS;
            default -> throw new IllegalStateException(type.simpleString());
        };
    }

    /// The cell as a category, null where it is missing.
    @Nullable
    String text(InternalRow row) {
        if (row.isNullAt(ordinal)) {
            return null;
        }
        return switch (type) {
            case StringType _ -> present(row.getUTF8String(ordinal).toString());
            case BooleanType _ -> Boolean.toString(row.getBoolean(ordinal));
            case FloatType _ -> CategoryNumber.text(row.getFloat(ordinal));
            case DoubleType _ -> CategoryNumber.text(row.getDouble(ordinal));
            case DecimalType decimal -> CategoryNumber.text(
                    row.getDecimal(ordinal, decimal.precision(), decimal.scale()).toJavaBigDecimal());
            case DateType _ -> LocalDate.ofEpochDay(row.getInt(ordinal)).toString();
            case TimestampType _, TimestampNTZType _ -> CategoryNumber.moment(row.getLong(ordinal));
            case ByteType _, ShortType _, IntegerType _, LongType _ -> Long.toString((long) number(row));
            default -> throw new IllegalStateException(type.simpleString());
        };
    }

    private static @Nullable String present(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) from++;
        while (to > from && isBlank(text.charAt(to - 1))) to--;
        var word = text.substring(from, to);
        return MISSING.contains(word) ? null : word;
    }

    private static boolean isBlank(char letter) {
        return letter == ' ' || letter == '\t';
    }
}

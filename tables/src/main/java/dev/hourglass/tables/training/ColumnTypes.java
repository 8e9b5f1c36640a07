package dev.hourglass.tables.training;

import dev.hourglass.table.BooleanColumn;
import dev.hourglass.table.BooleanType;
import dev.hourglass.table.CategoricalColumn;
import dev.hourglass.table.CategoricalType;
import dev.hourglass.table.Column;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.ColumnType;
import dev.hourglass.table.CountColumn;
import dev.hourglass.table.CountType;
import dev.hourglass.table.NumericColumn;
import dev.hourglass.table.NumericType;
import dev.hourglass.table.Scale;
import dev.hourglass.table.TableSchema;
import dev.hourglass.table.TimestampColumn;
import dev.hourglass.table.TimestampType;
import java.util.List;

/// As what the columns of a model are read from files.
public final class ColumnTypes {
    private ColumnTypes() {}

    public static List<ColumnSpec> of(TableSchema schema) {
        return schema.columns().stream().map(column -> new ColumnSpec(column.name(), type(column))).toList();
    }

    /// Scale and levels are the column's own and do not matter here.
    private static ColumnType type(Column column) {
        return switch (column) {
            case NumericColumn _ -> new NumericType(Scale.STANDARD);
            case CountColumn _ -> new CountType();
            case CategoricalColumn categories -> new CategoricalType(categories.levels().size());
            case BooleanColumn _ -> new BooleanType();
            case TimestampColumn _ -> new TimestampType();
        };
    }
}

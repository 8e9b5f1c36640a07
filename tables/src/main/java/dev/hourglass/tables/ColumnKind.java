package dev.hourglass.tables;

import java.util.Locale;

/// What the cells of a column are, as found.
public enum ColumnKind {
    NUMBER, INTEGER, TEXT, BOOLEAN, DATE, TIMESTAMP,
    /// A time of day, in seconds since midnight.
    TIME,
    /// Lists, structures, bytes, intervals: nothing that a cell can be read as.
    OTHER;

    /// Whether cells arrive as numbers.
    boolean isNumeric() {
        return this != TEXT && this != OTHER;
    }

    /// @param type as DuckDB writes it
    static ColumnKind ofType(String type) {
        if (type.endsWith("]") || type.startsWith("STRUCT") || type.startsWith("MAP") || type.startsWith("UNION")) {
            return OTHER;
        }
        int parameters = type.indexOf('(');
        return switch (parameters < 0 ? type : type.substring(0, parameters)) {
            case "BOOLEAN" -> BOOLEAN;
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT",
                    "UHUGEINT" ->
                INTEGER;
            case "FLOAT", "DOUBLE", "DECIMAL" -> NUMBER;
            case "DATE" -> DATE;
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE" -> TIMESTAMP;
            case "TIME", "TIME_NS" -> TIME;
            case "VARCHAR", "JSON", "ENUM", "UUID" -> TEXT;
            default -> OTHER;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

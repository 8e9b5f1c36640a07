package dev.hourglass.tables;

import java.util.List;
import java.util.Optional;

/// Rows that DuckDB can select from.
///
/// @param name for messages
/// @param from what stands behind `FROM`
/// @param delimiter of CSV, else empty
record Relation(String name, String from, List<RawColumn> columns, String delimiter) {
    Relation {
        columns = List.copyOf(columns);
    }

    Optional<RawColumn> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    List<String> names() {
        return columns.stream().map(RawColumn::name).toList();
    }
}

package dev.hourglass.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is said of a table; what is not said is inferred from its rows.
///
/// @param id the column that names the rows; never an input
/// @param label the column that says which rows are anomalies; never an input
/// @param ignore columns that are not read
/// @param query a `SELECT` over the file, which it calls `data`, in the place of all its rows
/// @param columns the types of some, in any order
/// @param trim of the training rows that a first training finds most unusual
public record TableOptions(
        Optional<String> id,
        Optional<String> label,
        List<String> ignore,
        Optional<String> query,
        Map<String, ColumnType> columns,
        Optional<RowTrimming> trim) {
    /// All is inferred.
    public static final TableOptions NONE = new TableOptions(
            Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Map.of(), Optional.empty());

    public TableOptions {
        ignore = List.copyOf(ignore);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /// The same with another use of a column, which names the rows and does nothing else.
    public TableOptions naming(String column) {
        return without(column).withId(column);
    }

    /// The same with another use of a column, which is the label and nothing else.
    public TableOptions labelling(String column) {
        return without(column).withLabel(column);
    }

    /// The same with another use of a column, which is not read.
    public TableOptions ignoring(String column) {
        var others = without(column);
        var ignored = new ArrayList<>(others.ignore);
        ignored.add(column);
        return others.withIgnore(ignored);
    }

    private TableOptions without(String column) {
        var types = new LinkedHashMap<>(columns);
        types.remove(column);
        return new TableOptions(
                id.filter(name -> !name.equals(column)),
                label.filter(name -> !name.equals(column)),
                ignore.stream().filter(name -> !name.equals(column)).toList(),
                query, types, trim);
    }

    /// The same with another `id`.
    public TableOptions withId(String id) {
        return new TableOptions(Optional.of(id), label, ignore, query, columns, trim);
    }

    /// The same without `id`.
    public TableOptions withoutId() {
        return new TableOptions(Optional.empty(), label, ignore, query, columns, trim);
    }

    /// The same with another `label`.
    public TableOptions withLabel(String label) {
        return new TableOptions(id, Optional.of(label), ignore, query, columns, trim);
    }

    /// The same without `label`.
    public TableOptions withoutLabel() {
        return new TableOptions(id, Optional.empty(), ignore, query, columns, trim);
    }

    /// The same with another `ignore`.
    public TableOptions withIgnore(List<String> ignore) {
        return new TableOptions(id, label, ignore, query, columns, trim);
    }

    /// The same with another `query`.
    public TableOptions withQuery(String query) {
        return new TableOptions(id, label, ignore, Optional.of(query), columns, trim);
    }

    /// The same without `query`.
    public TableOptions withoutQuery() {
        return new TableOptions(id, label, ignore, Optional.empty(), columns, trim);
    }

    /// The same with another `columns`.
    public TableOptions withColumns(Map<String, ColumnType> columns) {
        return new TableOptions(id, label, ignore, query, columns, trim);
    }

    /// The same with another `trim`.
    public TableOptions withTrim(RowTrimming trim) {
        return new TableOptions(id, label, ignore, query, columns, Optional.of(trim));
    }

    /// The same without `trim`.
    public TableOptions withoutTrim() {
        return new TableOptions(id, label, ignore, query, columns, Optional.empty());
    }
}

package dev.hourglass.table;

import dev.hourglass.spec.SpecException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
/// @param order the column of times or numbers that orders the rows of windows; an input only if it is among the columns
/// @param by the column that names the machine, or whatever else each series of rows is of; an input only if it is among the columns
/// @param window rows of a sample, at least 2: the model is then one of windows over time
/// @param stride rows from the beginning of a window to that of the next one, at most those of a window; where it is not said, an eighth
///     of a window, rounded up
public record TableOptions(
        Optional<String> id,
        Optional<String> label,
        List<String> ignore,
        Optional<String> query,
        Map<String, ColumnType> columns,
        Optional<RowTrimming> trim,
        Optional<String> order,
        Optional<String> by,
        Optional<Integer> window,
        Optional<Integer> stride) {
    private static final int STRIDES = 8;

    /// All is inferred.
    public static final TableOptions NONE = new TableOptions(
            Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Map.of(), Optional.empty(),
            Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty());

    /// @throws SpecException if windows are described in part, or cannot be made
    public TableOptions {
        ignore = List.copyOf(ignore);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        requireWhole(order, by, window, stride);
    }

    private static void requireWhole(
            Optional<String> order, Optional<String> by, Optional<Integer> window, Optional<Integer> stride) {
        if (window.isPresent() && order.isEmpty()) {
            throw new SpecException(
                    "table: expected order beside window, found none; name the column of the time, such as order: time");
        }
        if (window.isEmpty() && (order.isPresent() || by.isPresent() || stride.isPresent())) {
            throw new SpecException(String.format(Locale.ROOT,
                    "table: expected window beside %s, found none; say how many rows a window has, such as window: 64",
                    order.isPresent() ? "order" : by.isPresent() ? "by" : "stride"));
        }
        windows(order, by, window, stride);
    }

    private static Optional<WindowOptions> windows(
            Optional<String> order, Optional<String> by, Optional<Integer> window, Optional<Integer> stride) {
        return window.map(length -> new WindowOptions(order.orElseThrow(), by, length,
                stride.orElse(Math.ceilDiv(length, STRIDES))));
    }

    /// The windows over time that samples are; empty where a sample is a row.
    public Optional<WindowOptions> windows() {
        return windows(order, by, window, stride);
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
                query, types, trim, order, by, window, stride);
    }

    /// The same with another `id`.
    public TableOptions withId(String id) {
        return new TableOptions(Optional.of(id), label, ignore, query, columns, trim, order, by, window, stride);
    }

    /// The same without `id`.
    public TableOptions withoutId() {
        return new TableOptions(Optional.empty(), label, ignore, query, columns, trim, order, by, window, stride);
    }

    /// The same with another `label`.
    public TableOptions withLabel(String label) {
        return new TableOptions(id, Optional.of(label), ignore, query, columns, trim, order, by, window, stride);
    }

    /// The same without `label`.
    public TableOptions withoutLabel() {
        return new TableOptions(id, Optional.empty(), ignore, query, columns, trim, order, by, window, stride);
    }

    /// The same with another `ignore`.
    public TableOptions withIgnore(List<String> ignore) {
        return new TableOptions(id, label, ignore, query, columns, trim, order, by, window, stride);
    }

    /// The same with another `query`.
    public TableOptions withQuery(String query) {
        return new TableOptions(id, label, ignore, Optional.of(query), columns, trim, order, by, window, stride);
    }

    /// The same without `query`.
    public TableOptions withoutQuery() {
        return new TableOptions(id, label, ignore, Optional.empty(), columns, trim, order, by, window, stride);
    }

    /// The same with another `columns`.
    public TableOptions withColumns(Map<String, ColumnType> columns) {
        return new TableOptions(id, label, ignore, query, columns, trim, order, by, window, stride);
    }

    /// The same with another `trim`.
    public TableOptions withTrim(RowTrimming trim) {
        return new TableOptions(id, label, ignore, query, columns, Optional.of(trim), order, by, window,
                stride);
    }

    /// The same without `trim`.
    public TableOptions withoutTrim() {
        return new TableOptions(id, label, ignore, query, columns, Optional.empty(), order, by, window,
                stride);
    }

    /// The same with another `order`.
    public TableOptions withOrder(String order) {
        return new TableOptions(id, label, ignore, query, columns, trim, Optional.of(order), by, window, stride);
    }

    /// The same without `order`.
    public TableOptions withoutOrder() {
        return new TableOptions(id, label, ignore, query, columns, trim, Optional.empty(), by, window, stride);
    }

    /// The same with another `by`.
    public TableOptions withBy(String by) {
        return new TableOptions(id, label, ignore, query, columns, trim, order, Optional.of(by), window, stride);
    }

    /// The same without `by`.
    public TableOptions withoutBy() {
        return new TableOptions(id, label, ignore, query, columns, trim, order, Optional.empty(), window, stride);
    }

    /// The same with another `window`.
    public TableOptions withWindow(int window) {
        return new TableOptions(id, label, ignore, query, columns, trim, order, by, Optional.of(window), stride);
    }

    /// The same without `window`.
    public TableOptions withoutWindow() {
        return new TableOptions(id, label, ignore, query, columns, trim, order, by, Optional.empty(), stride);
    }

    /// The same with another `stride`.
    public TableOptions withStride(int stride) {
        return new TableOptions(id, label, ignore, query, columns, trim, order, by, window, Optional.of(stride));
    }

    /// The same without `stride`.
    public TableOptions withoutStride() {
        return new TableOptions(id, label, ignore, query, columns, trim, order, by, window, Optional.empty());
    }
}

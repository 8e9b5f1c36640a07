package dev.hourglass.tables;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.notation.Suggestion;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.WindowOptions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An open table: what its columns are, and its rows, as often as they are asked for. For one thread at a time.
///
/// What its texts are is found out over all rows, not guessed from the first; or it is taken from a [StoredFormat].
public final class Table implements AutoCloseable {
    private final DuckSession session;
    private final Relation relation;
    private final StoredFormat format;

    private Table(DuckSession session, Relation relation, StoredFormat format) {
        this.session = session;
        this.relation = relation;
        this.format = format;
    }

    /// Opens a table of which nothing is known.
    ///
    /// @throws DataException if a file is missing, empty, truncated, a folder, of another kind or not UTF-8, or a query fails
    public static Table open(TableSource source, TableLimits limits) {
        return open(source, Optional.empty(), limits);
    }

    /// Opens a table whose texts are read as those of another one. Columns may come in another order, and others beside them.
    ///
    /// @throws DataException as [#open(TableSource, TableLimits)]
    public static Table open(TableSource source, StoredFormat format, TableLimits limits) {
        return open(source, Optional.of(format), limits);
    }

    @SuppressWarnings("resource") // the table closes it
    private static Table open(TableSource source, Optional<StoredFormat> stored, TableLimits limits) {
        var opener = new SourceOpener(source, stored);
        var session = DuckSession.open(limits);
        try {
            var relation = opener.open(session);
            var columns = new TextInference(session, relation, stored).columns();
            return new Table(session, relation, new StoredFormat(relation.delimiter(), columns));
        } catch (SQLException e) {
            session.close();
            throw new DataException(source.describe(), "cannot be read: " + DuckMessage.of(e), e);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /// What is read, for messages.
    public String name() {
        return relation.name();
    }

    /// What was found, in the order of the file, to read other files by.
    public StoredFormat format() {
        return format;
    }

    /// What the cells of each column are like. Reads all rows once, and the columns of more than ten thousand texts again.
    ///
    /// @throws DataException if there are no rows, or a cell cannot be read
    public TableProfile profile() {
        return new TableProfiler(this).profile();
    }

    /// Reads columns, in the order that is asked for.
    ///
    /// @param id the column whose cells name the rows
    /// @param label the column that says what a row is
    /// @throws DataException if a column is missing; the message suggests one
    public TableReader read(List<ColumnSpec> columns, Optional<String> id, Optional<String> label) {
        var cells = new ArrayList<SelectedCell>();
        for (var spec : columns) {
            cells.add(SelectedCell.of(spec, raw(spec.name()), stored(spec.name())));
        }
        id.ifPresent(name -> cells.add(SelectedCell.verbatim(raw(name))));
        label.ifPresent(name -> cells.add(SelectedCell.label(raw(name), stored(name))));
        return new TableReader(session, relation, cells, columns.size(), id.isPresent(), label.isPresent());
    }

    /// Reads columns in the order of time, one series after the other: sorted by the cells of the column that names the series, then by
    /// those of the one that orders its rows, missing ones last, then as in the file. Rows are sorted on disk where memory does not hold
    /// them.
    ///
    /// Each chunk has two more columns behind those that are asked for, both numbers: the cell of the column that orders the rows, in
    /// seconds where it has times, and the number of the row in the file, counted from 1. Its ids name the series, where there are several.
    ///
    /// @param label the column that says what a row is
    /// @throws DataException if a column is missing, or the one that orders the rows has texts
    public TableReader readInOrder(List<ColumnSpec> columns, WindowOptions windows, Optional<String> label) {
        var cells = new ArrayList<SelectedCell>();
        for (var spec : columns) {
            cells.add(SelectedCell.of(spec, raw(spec.name()), stored(spec.name())));
        }
        var order = raw(windows.order());
        if (!stored(order.name()).kind().isNumeric()) {
            throw new DataException(name(), String.format(Locale.ROOT,
                    "table.order: expected a column of times or numbers, found '%s', which has %ss; name another, or turn its cells into times with a query",
                    FoundNames.printable(order.name()), stored(order.name()).kind()));
        }
        cells.add(SelectedCell.asFound(order, stored(order.name())).finite());
        cells.add(SelectedCell.rowNumber(order));
        windows.by().ifPresent(name -> cells.add(SelectedCell.category(raw(name), stored(name))));
        label.ifPresent(name -> cells.add(SelectedCell.label(raw(name), stored(name))));
        int time = columns.size();
        var sorted = windows.by().isPresent() ? List.of(time + 2, time, time + 1) : List.of(time, time + 1);
        return new TableReader(session, relation, cells, time + 2, windows.by().isPresent(), label.isPresent(), sorted);
    }

    /// Reads columns, and beside them all columns of the file, to write them again.
    ///
    /// @param columns in the order in which their cells are wanted
    /// @param out the file that they will be written to; its name says the format
    /// @throws DataException if a column is missing, or the name is of no format
    public TableCopy copy(List<ColumnSpec> columns, Path out) {
        var copied = new TableCopier(this, relation, columns).columns(TableFormat.named(out));
        var cells = new ArrayList<SelectedCell>();
        for (var spec : columns) {
            cells.add(SelectedCell.of(spec, raw(spec.name()), stored(spec.name())));
        }
        for (var column : copied) {
            var raw = raw(column.name());
            cells.add(column.output().type() == OutputColumn.CellType.TEXT
                    ? SelectedCell.verbatim(raw)
                    : SelectedCell.asFound(raw, stored(column.name())));
        }
        return new TableCopy(
                new TableReader(session, relation, cells, cells.size(), false, false), copied, columns);
    }

    /// All columns as what they were found to be.
    TableReader readAsFound() {
        var cells = relation.columns().stream().map(raw -> SelectedCell.asFound(raw, stored(raw.name()))).toList();
        return new TableReader(session, relation, cells, cells.size(), false, false);
    }

    /// One row of results over all rows.
    List<@Nullable String> aggregate(List<String> expressions) {
        try {
            return session.rows("SELECT " + String.join(", ", expressions) + " FROM " + relation.from()).getFirst();
        } catch (SQLException e) {
            throw new DataException(name(), "cannot be read: " + DuckMessage.of(e), e);
        }
    }

    /// How many cells differ, exactly.
    long distinct(String name) {
        var cell = raw(name).isText() ? CellSql.text(name) : Sql.name(name);
        return Long.parseLong(String.valueOf(aggregate(List.of("count(DISTINCT " + cell + ")")).getFirst()));
    }

    private RawColumn raw(String name) {
        return relation.column(name).orElseThrow(() -> missing(name));
    }

    private StoredColumn stored(String name) {
        return format.column(name).orElseThrow(() -> missing(name));
    }

    private DataException missing(String name) {
        var suggestion = Suggestion.of(name, relation.names()).map(near -> "; did you mean '" + near + "'?").orElse("");
        return new DataException(name(), String.format(Locale.ROOT, "expected a column '%s', found %s%s", name,
                FoundNames.text(relation.names()), suggestion));
    }

    @Override
    public void close() {
        session.close();
    }
}

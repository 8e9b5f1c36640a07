package dev.hourglass.tables;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.table.ColumnValues;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/// The rows of a table in the order of its files or sorted, chunk by chunk. Close it before its table.
public final class TableReader implements AutoCloseable {
    private static final int MOST_SHORTENED = 1 << 16;
    private static final Pattern INFINITE = Pattern.compile("(?i)[+-]?inf(inity)?");

    private final DuckSession session;
    private final Relation relation;
    private final List<SelectedCell> cells;
    private final int columns;
    private final boolean hasIds;
    private final boolean hasLabels;
    private final List<Integer> sorted;
    private final Map<String, String> shortened = new HashMap<>();
    private final RowStream result;
    private long rows;

    /// @param cells of the columns, then ids, then labels
    TableReader(DuckSession session, Relation relation, List<SelectedCell> cells, int columns, boolean hasIds,
            boolean hasLabels) {
        this(session, relation, cells, columns, hasIds, hasLabels, List.of());
    }

    /// @param sorted the numbers of the cells by which rows are sorted; none for the order of the files
    TableReader(DuckSession session, Relation relation, List<SelectedCell> cells, int columns, boolean hasIds,
            boolean hasLabels, List<Integer> sorted) {
        this.session = session;
        this.relation = relation;
        this.cells = List.copyOf(cells);
        this.columns = columns;
        this.hasIds = hasIds;
        this.hasLabels = hasLabels;
        this.sorted = sorted;
        try {
            result = session.stream(select());
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /// The next rows; empty after the last.
    ///
    /// @throws DataException if a cell cannot be read as what its column is, naming column, row and text
    public Optional<TableChunk> next() {
        try {
            var chunk = result.next();
            if (chunk.isEmpty()) {
                return Optional.empty();
            }
            int count = Math.toIntExact(chunk.get().rowCount());
            var values = new ArrayList<ColumnValues>();
            for (int i = 0; i < cells.size(); i++) values.add(values(chunk.get().vector(i), cells.get(i), count));
            rows += count;
            return Optional.of(chunk(values, count));
        } catch (DataException e) {
            throw e;
        } catch (Exception e) { // the driver hides SQLException from the compiler
            throw unreadable(e);
        }
    }

    private TableChunk chunk(List<ColumnValues> values, int count) {
        int at = columns;
        var ids = hasIds ? Optional.of((ColumnValues.Texts) values.get(at++)) : Optional.<ColumnValues.Texts>empty();
        var labels = hasLabels ? Optional.of((ColumnValues.Texts) values.get(at))
                : Optional.<ColumnValues.Texts>empty();
        return new TableChunk(rows - count + 1, count, List.copyOf(values.subList(0, columns)), ids, labels);
    }

    private ColumnValues values(DuckDBReadableVector vector, SelectedCell cell, int count) {
        return cell.isNumeric() ? numbers(vector, cell, count) : texts(vector, cell, count);
    }

    private ColumnValues numbers(DuckDBReadableVector vector, SelectedCell cell, int count) {
        var values = new double[count];
        for (int row = 0; row < count; row++) {
            values[row] = vector.getDouble(row, Double.NaN);
            if (cell.isFinite() && Double.isInfinite(values[row])) {
                throw infinite(cell);
            }
        }
        return new ColumnValues.Numbers(values);
    }

    private ColumnValues texts(DuckDBReadableVector vector, SelectedCell cell, int count) {
        var texts = new @Nullable String[count];
        for (int row = 0; row < count; row++) {
            var text = vector.getString(row);
            texts[row] = text != null && cell.isShortened() ? shortened(text) : text;
            if (texts[row] == null && text != null && INFINITE.matcher(text).matches()) {
                throw infinite(cell);
            }
        }
        return new ColumnValues.Texts(texts);
    }

    private @Nullable String shortened(String number) {
        if (shortened.size() > MOST_SHORTENED) {
            shortened.clear();
        }
        var text = shortened.computeIfAbsent(number, TableReader::shortest);
        return text.isEmpty() ? null : text;
    }

    /// Decimal digits without an exponent or trailing zeros; empty where it is not finite.
    static String shortest(String number) {
        try {
            return new BigDecimal(number).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException _) {
            return "";
        }
    }

    private String select() {
        return sorted.isEmpty() ? selectInOrderOfFiles()
                : IntStream.range(0, cells.size())
                        .mapToObj(i -> cells.get(i).expression() + " AS c" + i)
                        .collect(Collectors.joining(", ", "SELECT * FROM (SELECT ", " FROM " + relation.from() + ")"))
                        + sorted.stream().map(i -> "c" + i).collect(Collectors.joining(", ", " ORDER BY ", ""));
    }

    private String selectInOrderOfFiles() {
        return cells.isEmpty()
                ? "SELECT 1 FROM " + relation.from()
                : cells.stream().map(SelectedCell::expression)
                        .collect(Collectors.joining(", ", "SELECT ", " FROM " + relation.from()));
    }

    /// Looks for the first cell that cannot be read.
    private DataException unreadable(Exception cause) {
        for (var cell : cells) {
            try {
                var bad = firstBad(cell);
                if (bad.isPresent()) {
                    return new DataException(relation.name(), bad.get(), cause);
                }
            } catch (SQLException _) {
                break;
            }
        }
        return new DataException(relation.name(), "cannot be read: " + DuckMessage.of(cause), cause);
    }

    /// There is no feature for an infinite number, and it says something else than a missing cell.
    private DataException infinite(SelectedCell cell) {
        try {
            var first = session.rows(String.format(Locale.ROOT,
                    "SELECT number, text FROM (SELECT row_number() OVER () AS number, %s AS text, "
                            + "%s AS value FROM %s) WHERE isinf(TRY_CAST(value AS DOUBLE)) LIMIT 1",
                    CellSql.text(cell.name()), cell.tried(), relation.from())).getFirst();
            return new DataException(relation.name(), String.format(Locale.ROOT,
                    "column '%s', row %s: expected a finite number, found '%s'; correct it, leave the cell empty, or have it missing with %s",
                    FoundNames.printable(cell.name()), first.getFirst(),
                    FoundNames.printable(String.valueOf(first.getLast())), Sql.missingWhereInfinite(cell.name())));
        } catch (SQLException e) {
            return new DataException(relation.name(), "cannot be read: " + DuckMessage.of(e), e);
        }
    }

    private Optional<String> firstBad(SelectedCell cell) throws SQLException {
        var bad = session.rows(String.format(Locale.ROOT,
                "SELECT number, text FROM (SELECT row_number() OVER () AS number, %s AS text, "
                        + "%s AS value FROM %s) WHERE text IS NOT NULL AND value IS NULL LIMIT 1",
                CellSql.text(cell.name()), cell.tried(), relation.from()));
        return bad.stream().findFirst().map(row -> String.format(Locale.ROOT,
                "column '%s', row %s: expected %s, found '%s'; correct it, or leave the cell empty", cell.name(),
                row.getFirst(),
                cell.wanted(), FoundNames.printable(String.valueOf(row.getLast()))));
    }

    @Override
    public void close() {
        try {
            result.close();
        } catch (SQLException e) {
            throw new DataException(relation.name(), "cannot be closed: " + DuckMessage.of(e), e);
        }
    }
}

package dev.hourglass.tables;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.text.FoundNames;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Files as relations. CSV and JSON become texts by name, whatever DuckDB takes their types for: that would depend on the rows it
/// happens to look at.
final class FileRelations {
    private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|");
    private static final String QUOTE = "\"";

    private final DuckSession session;
    private final Optional<StoredFormat> stored;

    FileRelations(DuckSession session, Optional<StoredFormat> stored) {
        this.session = session;
        this.stored = stored;
    }

    /// @param named what the user calls each file
    /// @param files what DuckDB may open, in the same order
    Relation of(List<Path> named, List<Path> files) throws SQLException {
        var parts = new ArrayList<Relation>();
        for (int i = 0; i < files.size(); i++) {
            var part = part(named.get(i), files.get(i), parts.isEmpty() ? "" : parts.getFirst().delimiter());
            requireSame(parts.isEmpty() ? part : parts.getFirst(), part);
            parts.add(part);
        }
        var first = parts.getFirst();
        if (parts.size() == 1) {
            return first;
        }
        var selection = first.names().stream().map(Sql::name).collect(Collectors.joining(", "));
        var union = parts.stream().map(part -> "SELECT " + selection + " FROM " + part.from())
                .collect(Collectors.joining(" UNION ALL ", "(", ")"));
        return new Relation(first.name() + " and others", union, first.columns(), first.delimiter());
    }

    private Relation part(Path named, Path file, String delimiter) throws SQLException {
        try {
            return switch (TableFormat.named(file)) {
                case CSV -> csv(named, file, delimiter);
                case JSON -> json(named, file);
                case PARQUET -> parquet(named, file);
            };
        } catch (SQLException e) {
            throw new DataException(named, String.format(Locale.ROOT, "cannot be read as %s: %s",
                    TableFormat.named(file).name().toLowerCase(Locale.ROOT), DuckMessage.of(e)), e);
        }
    }

    /// Two files as one table need the same columns, in any order.
    private static void requireSame(Relation first, Relation part) {
        var missing = new ArrayList<>(first.names());
        missing.removeAll(new HashSet<>(part.names()));
        if (!missing.isEmpty()) {
            throw new DataException(part.name(), String.format(Locale.ROOT,
                    "expected the columns of %s, found none called %s; files that are read together need the same columns",
                    first.name(), FoundNames.text(missing)));
        }
    }

    private Relation parquet(Path named, Path file) throws SQLException {
        var from = "read_parquet(" + Sql.text(file.toString()) + ", hive_partitioning = false)";
        return new Relation(named.toString(), from, described(from), "");
    }

    private Relation json(Path named, Path file) throws SQLException {
        var path = Sql.text(file.toString());
        var columns = described("read_json(" + path + ", sample_size = -1, hive_partitioning = false)").stream()
                .map(column -> column.kind() == ColumnKind.OTHER ? column : new RawColumn(column.name(), "VARCHAR"))
                .toList();
        if (columns.size() == 1 && columns.getFirst().name().equals("json")) {
            requireObjects(named, file);
        }
        var from = String.format(Locale.ROOT,
                "read_json(%s, auto_detect = false, hive_partitioning = false, format = '%s', columns = %s)", path,
                TableFormat.isJsonArray(file) ? "array" : "unstructured",
                texts(columns.stream().map(RawColumn::name).toList()));
        return new Relation(named.toString(), from, columns, "");
    }

    /// DuckDB takes what is no object for the cell of a column `json`.
    private void requireObjects(Path named, Path file) throws SQLException {
        var others = session.rows(String.format(Locale.ROOT,
                "SELECT row, json FROM (SELECT row_number() OVER () AS row, json FROM read_json_objects(%s, format = '%s')) WHERE json_type(json) <> 'OBJECT' LIMIT 1",
                Sql.text(file.toString()), TableFormat.isJsonArray(file) ? "array" : "unstructured"));
        if (!others.isEmpty()) {
            throw new DataException(named, String.format(Locale.ROOT,
                    "row %s: expected an object such as {\"a\": 1}, found %s; write an object for each row, one a line or in an array",
                    others.getFirst().getFirst(), FoundNames.printable(String.valueOf(others.getFirst().getLast()))));
        }
    }

    private List<RawColumn> described(String from) throws SQLException {
        return session.rows("DESCRIBE SELECT * FROM " + from).stream()
                .map(row -> new RawColumn(present(row.get(0)), present(row.get(1)))).toList();
    }

    private Relation csv(Path named, Path file, String delimiter) throws SQLException {
        if (!delimiter.isEmpty()) {
            return csv(named, file, dialect(file, Optional.of(delimiter)));
        }
        var dialect = Optional.<Dialect>empty();
        var kept = stored.map(StoredFormat::delimiter).filter(known -> !known.isEmpty());
        if (kept.isPresent()) {
            dialect = tried(file, kept.get());
        }
        return csv(named, file, dialect.isPresent() ? dialect.get() : sniffed(file));
    }

    /// Where a row has more cells than others, DuckDB may see one column only; then what separates the names is the delimiter.
    private Dialect sniffed(Path file) throws SQLException {
        var dialect = dialect(file, Optional.empty());
        if (dialect.names().size() > 1) {
            return dialect;
        }
        var name = dialect.names().getFirst();
        for (var delimiter : DELIMITERS) {
            var names = List.of(name.split(Pattern.quote(delimiter), -1));
            if (names.size() > 1 && !TableFormat.startsWithQuote(file)) {
                return new Dialect(delimiter, QUOTE, QUOTE, dialect.skip(), true, names);
            }
        }
        return dialect;
    }

    /// With the stored delimiter, if that finds the stored columns.
    private Optional<Dialect> tried(Path file, String delimiter) {
        var known = stored.orElseThrow().columns().stream().map(StoredColumn::name).toList();
        try {
            return Optional.of(dialect(file, Optional.of(delimiter)))
                    .filter(dialect -> dialect.names().stream().anyMatch(known::contains));
        } catch (SQLException _) {
            return Optional.empty();
        }
    }

    private static Relation csv(Path named, Path file, Dialect dialect) {
        var from = String.format(Locale.ROOT,
                "read_csv(%s, auto_detect = false, hive_partitioning = false, delim = %s, quote = %s, "
                        + "escape = %s, skip = %d, header = %s, columns = %s)",
                Sql.text(file.toString()), Sql.text(dialect.delimiter()), Sql.text(dialect.quote()),
                Sql.text(dialect.escape()), dialect.skip(), dialect.hasHeader(), texts(dialect.names()));
        var columns = dialect.names().stream().map(name -> new RawColumn(name, "VARCHAR")).toList();
        return new Relation(named.toString(), from, columns, dialect.delimiter());
    }

    /// How a CSV file is written.
    private record Dialect(String delimiter, String quote, String escape, int skip, boolean hasHeader,
            List<String> names) {}

    /// As DuckDB finds it. Where the rows that it looks at have no quotes, later ones may.
    private Dialect dialect(Path file, Optional<String> delimiter) throws SQLException {
        var from = "sniff_csv(" + Sql.text(file.toString()) + ", sample_size = 20480"
                + delimiter.map(known -> ", delim = " + Sql.text(known)).orElse("") + ")";
        var row = session.rows("SELECT Delimiter, Quote, Escape, SkipRows, HasHeader FROM " + from).getFirst();
        var names = session.rows("SELECT unnest(Columns).name FROM " + from).stream()
                .map(name -> present(name.getFirst())).toList();
        return new Dialect(present(row.get(0)), orQuote(row.get(1)), orQuote(row.get(2)),
                Integer.parseInt(present(row.get(3))), Boolean.parseBoolean(row.get(4)), names);
    }

    private static String orQuote(@Nullable String found) {
        return found == null || found.isEmpty() || found.equals("(empty)") ? QUOTE : found;
    }

    private static String present(@Nullable String found) {
        return Objects.requireNonNull(found, "DuckDB describes every column");
    }

    /// The names with the type of texts, as an argument.
    private static String texts(List<String> names) {
        return names.stream().map(name -> Sql.text(name) + ": 'VARCHAR'").collect(Collectors.joining(", ", "{", "}"));
    }
}

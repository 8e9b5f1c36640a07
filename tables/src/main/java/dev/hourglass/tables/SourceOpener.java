package dev.hourglass.tables;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.tables.TableSource.CsvStream;
import dev.hourglass.tables.TableSource.DatabaseTable;
import dev.hourglass.tables.TableSource.TableFiles;
import dev.hourglass.tables.TableSource.TableQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Makes a source a relation of a session: all that is outside is checked and opened first, then the session is locked.
final class SourceOpener {
    private final TableSource source;
    private final Optional<StoredFormat> stored;
    private final Map<TableSource, List<Path>> opened = new HashMap<>();
    private final Map<Path, String> databases = new HashMap<>();

    /// @throws DataException if a file is not there or of another kind
    SourceOpener(TableSource source, Optional<StoredFormat> stored) {
        this.source = source;
        this.stored = stored;
        check(source);
    }

    private static void check(TableSource source) {
        switch (source) {
            case TableFiles(var files) -> {
                var formats = files.stream().map(TableFormat::of).distinct().toList();
                if (formats.size() > 1) {
                    throw new DataException(source.describe(), String.format(Locale.ROOT,
                            "expected files of one format, found %s; read them one by one", formats));
                }
            }
            case DatabaseTable(var file, _) -> {
                if (!Files.isRegularFile(file)) {
                    throw new DataException(file, "no such file");
                }
            }
            case CsvStream _ -> {}
            case TableQuery(_, var tables) -> tables.values().forEach(SourceOpener::check);
        }
    }

    Relation open(DuckSession session) throws SQLException {
        reach(session, source);
        session.lock(opened.values().stream().flatMap(List::stream).distinct().toList());
        return relation(session, source, stored);
    }

    /// Makes what is outside of the session reachable.
    private void reach(DuckSession session, TableSource part) {
        switch (part) {
            case TableFiles(var files) -> {
                var reached = new ArrayList<Path>();
                for (var file : files) reached.add(reached(session, file));
                opened.put(part, reached);
            }
            case DatabaseTable(var file, _) -> attach(session, file);
            case CsvStream stream -> opened.put(part, List.of(spooled(session, stream)));
            case TableQuery(_, var tables) -> new TreeMap<>(tables).values().forEach(table -> reach(session, table));
        }
    }

    /// DuckDB takes some characters of a path for a pattern; such a file gets another name.
    private static Path reached(DuckSession session, Path file) {
        try {
            var path = file.toRealPath(LinkOption.NOFOLLOW_LINKS);
            if (!FilePattern.isPattern(path.toString())) {
                return path;
            }
            var name = file.getFileName().toString().replaceAll("[*?\\[\\]{}]", "_");
            return Files.createSymbolicLink(Files.createTempDirectory(session.folder(), "file").resolve(name), path);
        } catch (IOException | UnsupportedOperationException e) {
            throw new DataException(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path spooled(DuckSession session, CsvStream stream) {
        var file = session.folder().resolve("input.csv");
        try {
            Files.copy(stream.in(), file);
        } catch (IOException e) {
            throw new DataException(stream.describe(), "cannot be read: " + e.getMessage(), e);
        }
        try {
            TableFormat.of(file);
        } catch (DataException e) {
            throw new DataException(stream.describe(),
                    String.valueOf(e.getMessage()).substring(file.toString().length() + 2), e);
        }
        return file;
    }

    private void attach(DuckSession session, Path file) {
        if (databases.containsKey(file)) {
            return;
        }
        var name = "database" + databases.size();
        try {
            session.run("ATTACH " + Sql.text(file.toRealPath().toString()) + " AS " + name + " (READ_ONLY)");
        } catch (SQLException e) {
            throw new DataException(file,
                    "expected a DuckDB database, found none that opens: " + DuckMessage.of(e), e);
        } catch (IOException e) {
            throw new DataException(file, "cannot be read: " + e.getMessage(), e);
        }
        databases.put(file, name);
    }

    private Relation relation(DuckSession session, TableSource part, Optional<StoredFormat> known) throws SQLException {
        return switch (part) {
            case TableFiles(var files) -> new FileRelations(session, known).of(files, files(part));
            case CsvStream stream ->
                new FileRelations(session, known).of(List.of(Path.of(stream.describe())), files(part));
            case DatabaseTable table -> database(session, table);
            case TableQuery query -> queried(session, query);
        };
    }

    private List<Path> files(TableSource part) {
        return Objects.requireNonNull(opened.get(part), "every part was reached");
    }

    private Relation database(DuckSession session, DatabaseTable source) throws SQLException {
        var database = Objects.requireNonNull(databases.get(source.file()), "every part was reached");
        var tables = session
                .rows("SELECT table_schema, table_name FROM information_schema.tables WHERE table_catalog = "
                        + Sql.text(database) + " ORDER BY ALL");
        var names = tables.stream().map(row -> "main".equals(row.getFirst()) ? String.valueOf(row.getLast())
                : row.getFirst() + "." + row.getLast()).toList();
        if (source.table().isEmpty() && names.size() != 1) {
            throw new DataException(source.file(), String.format(Locale.ROOT,
                    "expected one table, found %s; name one as in '%s?table'", FoundNames.text(names),
                    source.file().getFileName()));
        }
        int index = source.table().map(names::indexOf).orElse(0);
        if (index < 0) {
            throw new DataException(source.file(), String.format(Locale.ROOT, "expected a table '%s', found %s",
                    source.table().orElseThrow(), FoundNames.text(names)));
        }
        var row = tables.get(index);
        var from = database + "." + Sql.name(String.valueOf(row.getFirst())) + "."
                + Sql.name(String.valueOf(row.getLast()));
        return new Relation(source.describe(), from, described(session, from), "");
    }

    /// Runs the query, over views that have the types that were found, and keeps its rows.
    private Relation queried(DuckSession session, TableQuery query) throws SQLException {
        var names = List.copyOf(new TreeMap<>(query.tables()).keySet());
        var select = SelectStatement.parse(session, query.sql(), names);
        for (var entry : new TreeMap<>(query.tables()).entrySet()) {
            var relation = relation(session, entry.getValue(), Optional.empty());
            var columns = new TextInference(session, relation, Optional.empty()).columns();
            var selection = columns.stream().map(column -> new CellSql(
                    relation.column(column.name()).orElseThrow(), column, false).typed() + " AS "
                    + Sql.name(column.name()))
                    .collect(Collectors.joining(", "));
            session.run(
                    "CREATE VIEW " + Sql.name(entry.getKey()) + " AS SELECT " + selection + " FROM " + relation.from());
        }
        try {
            session.run("CREATE TABLE hourglass_rows AS " + select.sql());
        } catch (SQLException e) {
            throw new DataException(query.describe(),
                    String.format(Locale.ROOT, "expected a SELECT over %s, found an error: %s",
                            FoundNames.text(names), DuckMessage.of(e)),
                    e);
        }
        return new Relation(query.describe(), "hourglass_rows", described(session, "hourglass_rows"), "");
    }

    private static List<RawColumn> described(DuckSession session, String from) throws SQLException {
        return session.rows("DESCRIBE SELECT * FROM " + from).stream()
                .map(row -> new RawColumn(String.valueOf(row.get(0)), String.valueOf(row.get(1)))).toList();
    }
}

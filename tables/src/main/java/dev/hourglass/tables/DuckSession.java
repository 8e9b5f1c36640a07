package dev.hourglass.tables;

import dev.hourglass.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.jspecify.annotations.Nullable;

/// A DuckDB of its own, in memory, with a private folder for what does not fit there.
///
/// Once [#lock] was called it opens the files that were named and those of the folder, and nothing else.
final class DuckSession implements AutoCloseable {
    private final DuckDBConnection connection;
    private final Path folder;

    private DuckSession(DuckDBConnection connection, Path folder) {
        this.connection = connection;
        this.folder = folder;
    }

    static DuckSession open(TableLimits limits) {
        try {
            var folder = Files.createTempDirectory("hourglass-table").toRealPath();
            var connection = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
            var session = new DuckSession(connection, folder);
            session.run("SET threads = " + limits.threads());
            session.run("SET memory_limit = '" + limits.memory() + "B'");
            session.run("SET temp_directory = " + Sql.text(folder.toString()));
            session.run("SET max_temp_directory_size = '" + limits.disk() + "B'");
            session.run("SET preserve_insertion_order = true");
            session.run("SET GLOBAL TimeZone = 'UTC'");
            session.run("SET autoinstall_known_extensions = false");
            session.run("SET autoload_known_extensions = false");
            return session;
        } catch (SQLException e) {
            throw new DataException("table", "DuckDB does not start: " + DuckMessage.of(e), e);
        } catch (IOException e) {
            throw new DataException("table", "expected a temporary folder, found an error: " + e.getMessage(), e);
        }
    }

    /// Where files may be put that vanish with the session.
    Path folder() {
        return folder;
    }

    /// From now on no file can be opened but these, and nothing of that be changed.
    void lock(List<Path> files) throws SQLException {
        run("SET allowed_paths = " + Sql.texts(files.stream().map(Path::toString).toList()));
        run("SET enable_external_access = false");
        run("SET lock_configuration = true");
    }

    void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Makes a function of Java's a table.
    void register(String name, DuckDBTableFunction<?, ?, ?> function) throws SQLException {
        try (var builder = DuckDBFunctions.tableFunction()) {
            builder.withName(name).withFunction(function).register(connection);
        }
    }

    /// The rows of a small result, as texts.
    List<List<@Nullable String>> rows(String sql) throws SQLException {
        try (var statement = connection.createStatement(); var result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            var rows = new ArrayList<List<@Nullable String>>();
            while (result.next()) {
                var row = new ArrayList<@Nullable String>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /// Rows chunk by chunk. Several such results may be open.
    RowStream stream(String sql) throws SQLException {
        return RowStream.of(connection, sql);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new DataException("table", String.format(Locale.ROOT, "DuckDB does not close: %s", DuckMessage.of(e)),
                    e);
        } finally {
            removeFolder();
        }
    }

    private void removeFolder() {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException _) {
            // The system removes what is left in its temporary folder.
        }
    }
}

package dev.hourglass.tables;

import java.sql.SQLException;
import java.util.Optional;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;

/// The rows of a query, chunk by chunk, over a connection of its own: a connection has one open result at most.
final class RowStream implements AutoCloseable {
    private final DuckDBConnection connection;
    private final DuckDBPreparedStatement statement;
    private final DuckDBChunkedResult result;

    private RowStream(DuckDBConnection connection, DuckDBPreparedStatement statement, DuckDBChunkedResult result) {
        this.connection = connection;
        this.statement = statement;
        this.result = result;
    }

    static RowStream of(DuckDBConnection database, String sql) throws SQLException {
        var connection = database.duplicate();
        try {
            var statement = connection.prepare(sql);
            return new RowStream(connection, statement, statement.query());
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /// The next rows, at least one; valid until the next call. Empty after the last.
    ///
    /// @throws SQLException if the query fails
    @SuppressWarnings("RedundantThrows") // the driver throws what it does not declare
    Optional<DuckDBDataChunkReader> next() throws SQLException {
        while (result.nextChunk()) {
            if (result.chunk().rowCount() > 0) {
                return Optional.of(result.chunk());
            }
        }
        return Optional.empty();
    }

    /// Ends the query, whether or not all rows were read.
    @Override
    public void close() throws SQLException {
        try (connection; statement) {
            result.close();
        }
    }
}

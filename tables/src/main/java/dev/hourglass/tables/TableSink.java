package dev.hourglass.tables;

import dev.hourglass.table.ColumnValues;
import java.io.IOException;
import java.util.List;

/// Writes rows in one format.
sealed interface TableSink extends AutoCloseable permits TextSink, ParquetSink {
    void write(List<ColumnValues> cells, int rows) throws IOException;

    /// Writes what is left; without it the file is not whole.
    void finish() throws IOException;

    @Override
    void close() throws IOException;
}

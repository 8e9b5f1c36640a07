package dev.hourglass.tables;

import dev.hourglass.internal.file.TemporaryFiles;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.tables.OutputColumn.CellType;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/// Parquet: DuckDB copies a table function to the file on a thread of its own, and the function takes rows from a short queue.
final class ParquetSink implements TableSink {
    private static final int WAITING = 4;
    private static final long PATIENCE_MILLIS = 50;

    private final DuckSession session;
    private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(WAITING);
    private final FutureTask<Boolean> copy;

    ParquetSink(Path file, List<OutputColumn> columns, TableLimits limits) throws IOException {
        session = DuckSession.open(limits);
        // A file that was removed before DuckDB opens it, on a thread of its own, would be made again.
        TemporaryFiles.Hold opening = Files.isRegularFile(file) ? TemporaryFiles.hold() : () -> {};
        try {
            session.register("hourglass_output", new QueuedRows(columns, queue, opening));
            session.lock(List.of(file));
        } catch (SQLException e) {
            opening.close();
            session.close();
            throw new IOException(DuckMessage.of(e), e);
        }
        copy = new FutureTask<>(() -> {
            try (opening) {
                session.run("COPY (SELECT * FROM hourglass_output()) TO " + Sql.text(file.toString())
                        + " (FORMAT parquet, USE_TMP_FILE false)");
                return true;
            }
        });
        Thread.ofPlatform().daemon().name("hourglass-parquet").start(copy);
    }

    /// @param rows 0 for the end
    private record Batch(List<ColumnValues> cells, int rows, boolean isAborted) {}

    @Override
    public void write(List<ColumnValues> cells, int rows) throws IOException {
        if (rows > 0) {
            put(new Batch(List.copyOf(cells), rows, false));
        }
    }

    @Override
    public void finish() throws IOException {
        put(new Batch(List.of(), 0, false));
        try {
            copy.get();
        } catch (ExecutionException e) {
            throw new IOException(reason(e), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// Waits for room, as long as somebody makes some.
    private void put(Batch batch) throws IOException {
        try {
            while (!queue.offer(batch, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                if (copy.isDone()) {
                    copy.get();
                    throw new IOException("DuckDB ended early");
                }
            }
        } catch (ExecutionException e) {
            throw new IOException(reason(e), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static InterruptedIOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        var interrupted = new InterruptedIOException("interrupted");
        interrupted.initCause(e);
        return interrupted;
    }

    private static String reason(ExecutionException e) {
        return e.getCause() instanceof SQLException cause ? DuckMessage.of(cause) : String.valueOf(e.getCause());
    }

    /// Ends the copy, whole or not.
    @Override
    public void close() {
        while (!copy.isDone()) {
            queue.clear();
            if (queue.offer(new Batch(List.of(), 0, true))) {
                awaitEnd();
            }
        }
        session.close();
    }

    private void awaitEnd() {
        boolean isInterrupted = false;
        while (!copy.isDone()) {
            try {
                copy.get();
            } catch (ExecutionException _) {
                break;
            } catch (InterruptedException _) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// The rows of the queue as a table. DuckDB asks for the first of them when it has opened the file.
    private static final class QueuedRows implements DuckDBTableFunction<Boolean, Boolean, Boolean> {
        private final List<OutputColumn> columns;
        private final BlockingQueue<Batch> queue;
        private final TemporaryFiles.Hold opening;
        private Batch current = new Batch(List.of(), 0, false);
        private int next;
        private boolean hasEnded;

        QueuedRows(List<OutputColumn> columns, BlockingQueue<Batch> queue, TemporaryFiles.Hold opening) {
            this.columns = columns;
            this.queue = queue;
            this.opening = opening;
        }

        @Override
        public Boolean bind(DuckDBTableFunctionBindInfo info) {
            for (var column : columns) {
                info.addResultColumn(column.name(), switch (column.type()) {
                    case NUMBER -> DuckDBColumnType.DOUBLE;
                    case INTEGER -> DuckDBColumnType.BIGINT;
                    case BOOLEAN -> DuckDBColumnType.BOOLEAN;
                    case TEXT -> DuckDBColumnType.VARCHAR;
                });
            }
            return true;
        }

        @Override
        public Boolean init(DuckDBTableFunctionInitInfo info) {
            return true;
        }

        @Override
        public synchronized long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk)
                throws InterruptedException {
            opening.close();
            if (!hasEnded && next == current.rows()) {
                current = queue.take();
                next = 0;
            }
            if (current.isAborted()) {
                throw new IllegalStateException("aborted");
            }
            hasEnded = current.rows() == 0;
            int count = (int) Math.min(chunk.capacity(), current.rows() - next);
            for (int i = 0; i < columns.size() && count > 0; i++) {
                write(current.cells().get(i), columns.get(i), next, count, chunk.vector(i));
            }
            next += count;
            return count;
        }

        private static void write(ColumnValues cells, OutputColumn column, int from, int count,
                DuckDBWritableVector vector) {
            switch (cells) {
                case ColumnValues.Numbers(var numbers) -> write(numbers, column.type(), from, count, vector);
                case ColumnValues.Texts(var texts) -> write(texts, from, count, vector);
            }
        }

        private static void write(double[] numbers, CellType type, int from, int count, DuckDBWritableVector vector) {
            for (int i = 0; i < count; i++) {
                double number = numbers[from + i];
                if (Double.isNaN(number)) {
                    vector.setNull(i);
                    continue;
                }
                switch (type) {
                    case NUMBER, TEXT -> vector.setDouble(i, number);
                    case INTEGER -> vector.setLong(i, (long) number);
                    case BOOLEAN -> vector.setBoolean(i, number != 0);
                }
            }
        }

        /// All at once: each call of native code takes as long as many texts.
        private static void write(@Nullable String[] texts, int from, int count, DuckDBWritableVector vector) {
            var bytes = new byte @Nullable [count][];
            for (int i = 0; i < count; i++) {
                var text = texts[from + i];
                bytes[i] = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
            }
            vector.setStringUtf8Batch(0, bytes);
        }
    }
}

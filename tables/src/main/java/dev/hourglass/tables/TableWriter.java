package dev.hourglass.tables;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.file.AtomicFile;
import dev.hourglass.internal.file.PendingFile;
import dev.hourglass.internal.file.TemporaryFiles;
import dev.hourglass.spec.SpecException;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.tables.OutputColumn.CellType;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// Writes rows to a file, part by part, in bounded memory: CSV, TSV, JSON with a row a line (each also compressed by gzip), or Parquet, as
/// the name of the file says.
///
/// The file appears when [#finish] is called, and whole; before that, and if it never is, one that was there stays, and nothing else, also
/// when a signal ends the process ([PendingFile]). For one thread.
public final class TableWriter implements AutoCloseable {
    private final String name;
    private final List<OutputColumn> columns;
    private final TableSink sink;
    private final Optional<PendingFile> file;

    private TableWriter(String name, List<OutputColumn> columns, TableSink sink, Optional<PendingFile> file) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.sink = sink;
        this.file = file;
    }

    /// Begins a file, and makes its folder where missing.
    ///
    /// @param inputs what the rows come from, which must not be overwritten
    /// @throws DataException if the file is one of the inputs, has a name of no format, or cannot be written
    /// @throws SpecException if two columns have one name
    public static TableWriter open(Path file, List<OutputColumn> columns, TableSource inputs, TableLimits limits) {
        requireNames(columns);
        var format = TableFormat.named(file);
        requireNoInput(file, inputs);
        if (Files.isDirectory(file)) {
            throw new DataException(file, "expected a file to write, found a folder");
        }
        try {
            makeFolder(file.toAbsolutePath());
            return open(PendingFile.marked(file), format, file, columns, limits);
        } catch (FileAlreadyExistsException e) {
            throw new DataException(file, "expected a folder to write into, found a file: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new DataException(file, "cannot be written: " + AtomicFile.reason(e), e);
        }
    }

    private static TableWriter open(
            PendingFile pending, TableFormat format, Path file, List<OutputColumn> columns, TableLimits limits)
            throws IOException {
        try (var _ = TemporaryFiles.hold()) {
            return new TableWriter(file.toString(), columns, sink(format, file, pending.create(), columns, limits),
                    Optional.of(pending));
        } catch (IOException | RuntimeException e) {
            pending.close();
            throw e;
        }
    }

    private static void makeFolder(Path target) throws IOException {
        var folder = target.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }

    /// Begins CSV on a stream, such as standard output, which stays open.
    ///
    /// @throws SpecException if two columns have one name
    @SuppressWarnings("resource") // the writer closes it
    public static TableWriter csv(OutputStream out, List<OutputColumn> columns) {
        requireNames(columns);
        var kept = new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() {
                // Whoever opened it closes it.
            }
        };
        var sink = new TextSink(kept, new DelimitedText(List.copyOf(columns), ','));
        return new TableWriter("output", columns, sink, Optional.empty());
    }

    @SuppressWarnings("resource") // the sink closes it
    private static TableSink sink(TableFormat format, Path file, Path written, List<OutputColumn> columns,
            TableLimits limits)
            throws IOException {
        return switch (format) {
            case PARQUET -> new ParquetSink(written, columns, limits);
            case JSON -> new TextSink(stream(file, written), new JsonLines(List.copyOf(columns)));
            case CSV ->
                new TextSink(stream(file, written), new DelimitedText(List.copyOf(columns), isTabs(file) ? '\t' : ','));
        };
    }

    private static boolean isTabs(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(tsv|tab)(\\.gz)?");
    }

    private static OutputStream stream(Path file, Path written) throws IOException {
        var out = new BufferedOutputStream(Files.newOutputStream(written));
        return file.toString().toLowerCase(Locale.ROOT).endsWith(TableFormat.COMPRESSED) ? new GZIPOutputStream(out)
                : out;
    }

    private static void requireNames(List<OutputColumn> columns) {
        var names = new HashSet<String>();
        for (var column : columns) {
            if (!names.add(column.name())) {
                throw new SpecException(String.format(Locale.ROOT,
                        "output: expected names that differ, found column '%s' twice; rename one", column.name()));
            }
        }
    }

    private static void requireNoInput(Path file, TableSource inputs) {
        for (var input : inputs.files()) {
            boolean isSame;
            try {
                isSame = Files.exists(file) && Files.exists(input) && Files.isSameFile(file, input);
            } catch (IOException e) {
                throw new DataException(file, "cannot be written: " + e.getMessage(), e);
            }
            if (isSame) {
                throw new DataException(file,
                        "expected a file other than those that are read, found one of them; name another");
            }
        }
    }

    /// Appends the first rows of the cells. Their arrays must not change afterwards.
    ///
    /// @param cells of each column
    /// @throws DataException if the cells are not those of the columns, or the file cannot be written
    public void write(List<ColumnValues> cells, int rows) {
        requireFit(cells, rows);
        try {
            sink.write(cells, rows);
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private void requireFit(List<ColumnValues> cells, int rows) {
        if (cells.size() != columns.size()) {
            throw new DataException(name,
                    String.format(Locale.ROOT, "expected cells of %d columns, found %d", columns.size(), cells.size()));
        }
        for (int i = 0; i < cells.size(); i++) {
            var column = columns.get(i);
            boolean isText = cells.get(i) instanceof ColumnValues.Texts;
            if (isText != (column.type() == CellType.TEXT) || cells.get(i).rows() < rows) {
                throw new DataException(name,
                        String.format(Locale.ROOT, "column '%s': expected %d %ss, found %d %s", column.name(), rows,
                                column.type().name().toLowerCase(Locale.ROOT), cells.get(i).rows(),
                                isText ? "texts" : "numbers"));
            }
        }
    }

    /// Writes what is left and gives the file its name.
    ///
    /// @throws DataException if that fails
    public void finish() {
        try {
            sink.finish();
            sink.close();
            if (file.isPresent()) {
                file.get().commit();
            }
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private DataException unwritten(IOException e) {
        return new DataException(name, "cannot be written: " + e.getMessage(), e);
    }

    /// Removes what was written, unless it is finished.
    @Override
    public void close() {
        try {
            sink.close();
            if (file.isPresent()) {
                file.get().close();
            }
        } catch (IOException e) {
            throw unwritten(e);
        }
    }
}

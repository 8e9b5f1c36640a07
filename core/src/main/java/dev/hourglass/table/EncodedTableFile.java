package dev.hourglass.table;

import dev.hourglass.data.DataException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/// The rows of a table in a temporary file, for more of them than memory holds: categories as numbers of their levels, numbers as
/// floats. They are read from there as the same bits as from memory.
///
/// The file has no name once it is open, where the system allows that (Linux, macOS): nobody can change it, and it vanishes with the process,
/// whatever ends that. Elsewhere it is removed when it is closed.
///
/// One thread writes; what [#table] gives may be read by many, until this is closed.
public final class EncodedTableFile implements AutoCloseable {
    private final Path file;
    private final TableSchema schema;
    private final RowLayout layout;
    private final FileChannel channel;
    private final Arena arena = Arena.ofShared();
    private byte[] block = new byte[0];
    private long rows;

    EncodedTableFile(Path file, TableSchema schema, FileChannel channel) {
        this.file = file;
        this.schema = schema;
        this.layout = RowLayout.of(schema);
        this.channel = channel;
    }

    /// Opens an empty file. One of the same name, which a process left that was ended, is removed.
    ///
    /// @throws DataException if it cannot be made
    public static EncodedTableFile create(Path file, TableSchema schema) {
        try {
            Files.deleteIfExists(file);
            return new EncodedTableFile(file, schema, FileChannel.open(file, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw new DataException(file, "cannot be made: " + e.getMessage(), e);
        }
    }

    /// Adds rows.
    ///
    /// @param features `[row][feature]`, as [TableSchema#encode] writes them
    /// @throws DataException if there is no room for them, or there are more than 2^31 - 1
    public void append(float[] features, int count) {
        int width = schema.features();
        if (rows + count > Integer.MAX_VALUE) {
            throw new DataException(String.format(Locale.ROOT,
                    "expected a table of at most %,d rows, found more; train on a part of them", Integer.MAX_VALUE));
        }
        int size = Math.multiplyExact(count, layout.bytes());
        if (block.length < size) {
            block = new byte[size];
        }
        var segment = MemorySegment.ofArray(block);
        for (int row = 0; row < count; row++) {
            layout.write(features, row * width, segment, (long) row * layout.bytes());
        }
        write(ByteBuffer.wrap(block, 0, size));
        rows += count;
    }

    private void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) channel.write(bytes);
        } catch (IOException e) {
            throw new DataException(file, String.format(Locale.ROOT,
                    "expected room for the encoded rows, %d bytes each, found none after %,d rows: %s; free some, or choose a folder on another disk",
                    layout.bytes(), rows, e.getMessage()), e);
        }
    }

    /// The rows that were added so far.
    ///
    /// @param name in messages, such as that of the file that was read
    /// @throws DataException if the file cannot be mapped, or is not as long as it was written
    public EncodedTable table(String name) {
        long size = rows * layout.bytes();
        try {
            if (channel.size() != size) {
                throw new DataException(file, String.format(Locale.ROOT,
                        "expected %,d bytes of encoded rows, found %,d: another process wrote there; train again", size,
                        channel.size()));
            }
            var mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
            return new EncodedTable(name, schema, new MappedRows(mapped, layout), (int) rows);
        } catch (IOException e) {
            throw new DataException(file, "cannot be mapped into memory: " + e.getMessage(), e);
        }
    }

    /// Removes the file. Tables that are read afterwards throw an [IllegalStateException].
    @Override
    public void close() {
        arena.close();
        try {
            channel.close();
        } catch (IOException e) {
            throw new DataException(file, "cannot be removed: " + e.getMessage(), e);
        }
    }
}

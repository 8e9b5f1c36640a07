package dev.hourglass.table;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Rows of a table as features, as they are; a network reads them as [#samples]. They are in memory, or in an [EncodedTableFile];
/// some of them ([#select]) are not copied.
public final class EncodedTable {
    private final String name;
    private final TableSchema schema;
    private final RowStorage storage;
    /// Of each row its number in the storage; empty where they are the same.
    private final Optional<int[]> selection;
    private final int rows;
    private final List<String> ids;

    private EncodedTable(String name, TableSchema schema, RowStorage storage, Optional<int[]> selection, int rows,
            List<String> ids) {
        this.name = name;
        this.schema = schema;
        this.storage = storage;
        this.selection = selection;
        this.rows = rows;
        this.ids = ids;
    }

    /// All rows of a storage, without names.
    EncodedTable(String name, TableSchema schema, RowStorage storage, int rows) {
        this(name, schema, storage, Optional.empty(), rows, List.of());
    }

    /// @param name in messages, such as that of the file
    /// @param features `[row][feature]`, as [TableSchema#encode] writes them; kept and not to be changed
    /// @param ids a name for each row, or none
    /// @throws DataException if there are not as many features and names
    public static EncodedTable of(String name, TableSchema schema, float[] features, int rows, List<String> ids) {
        if (features.length != (long) rows * schema.features() || (!ids.isEmpty() && ids.size() != rows)) {
            throw new DataException(name, String.format(Locale.ROOT,
                    "expected %d features and no id or one for each of %d rows, found %d and %d ids",
                    schema.features(), rows, features.length, ids.size()));
        }
        return new EncodedTable(name, schema, new FloatRows(features, schema.features()), Optional.empty(), rows,
                List.copyOf(ids));
    }

    public TableSchema schema() {
        return schema;
    }

    public int rows() {
        return rows;
    }

    /// A name for each row; empty if they have none.
    public List<String> ids() {
        return ids;
    }

    /// Copies the features of some rows, as they are.
    ///
    /// @param into `[row][feature]`
    public void read(int from, int count, float[] into) {
        int width = schema.features();
        for (int i = 0; i < count; i++) storage.read(stored(from + i), 0, width, into, i * width, 1, false);
    }

    private int stored(int row) {
        return selection.isPresent() ? selection.get()[row] : row;
    }

    /// Some of the rows, in this order.
    public EncodedTable select(int... selected) {
        return new EncodedTable(name, schema, storage, Optional.of(IntStream.of(selected).map(this::stored).toArray()),
                selected.length, ids.isEmpty() ? List.of() : IntStream.of(selected).mapToObj(ids::get).toList());
    }

    /// Rows at equal distances, in their order; all of them where there are no more.
    ///
    /// @param most at least 1
    public EncodedTable spread(int most) {
        return rows <= most ? this
                : select(IntStream.range(0, most).map(i -> (int) ((long) i * rows / most)).toArray());
    }

    /// What a network reads and is trained on: numbers are clipped.
    public Dataset samples() {
        return ids.isEmpty() ? new Samples() : new Samples().withSampleNames(ids);
    }

    /// What a network of windows reads and is trained on: each sample is so many of these rows, one behind the other.
    ///
    /// @param length rows of a window; the table's are a multiple of it, as those of [RowWindows#rows]
    public Dataset windows(int length) {
        return new Windows(length);
    }

    private final class Windows implements Dataset {
        private final int length;
        private final int width = schema.features();

        Windows(int length) {
            this.length = length;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Shape shape() {
            return Shape.of(length * width);
        }

        @Override
        public int size() {
            return rows / length;
        }

        @Override
        public boolean hasMissing() {
            return true;
        }

        @Override
        public void read(int sample, int from, int count, float[] into, int at, int stride) {
            int end = from + count;
            for (int next = from; next < end;) {
                int row = next / width;
                int to = Math.min(end, (row + 1) * width);
                storage.read(stored(sample * length + row), next - row * width, to - next, into,
                        at + (next - from) * stride, stride, true);
                next = to;
            }
        }
    }

    private final class Samples implements Dataset {
        private final Shape shape = schema.shape();

        @Override
        public String name() {
            return name;
        }

        @Override
        public Shape shape() {
            return shape;
        }

        @Override
        public int size() {
            return rows;
        }

        @Override
        public boolean hasMissing() {
            return true;
        }

        @Override
        public void read(int sample, int from, int count, float[] into, int at, int stride) {
            storage.read(stored(sample), from, count, into, at, stride, true);
        }
    }
}

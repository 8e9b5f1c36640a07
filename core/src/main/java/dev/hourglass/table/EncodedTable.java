package dev.hourglass.table;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Shape;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Rows of a table as features, as they are; a network reads them as [#samples].
public final class EncodedTable {
    private final String name;
    private final TableSchema schema;
    /// `[row][feature]`, NaN where missing, not clipped.
    private final float[] features;
    private final int rows;
    private final List<String> ids;

    private EncodedTable(String name, TableSchema schema, float[] features, int rows, List<String> ids) {
        this.name = name;
        this.schema = schema;
        this.features = features;
        this.rows = rows;
        this.ids = ids;
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
        return new EncodedTable(name, schema, features, rows, List.copyOf(ids));
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
        System.arraycopy(features, from * width, into, 0, count * width);
    }

    /// Some of the rows, in this order.
    public EncodedTable select(int... selected) {
        int width = schema.features();
        var some = new float[Math.multiplyExact(selected.length, width)];
        for (int i = 0; i < selected.length; i++) {
            System.arraycopy(features, selected[i] * width, some, i * width, width);
        }
        return new EncodedTable(name, schema, some, selected.length,
                ids.isEmpty() ? List.of() : IntStream.of(selected).mapToObj(ids::get).toList());
    }

    /// What a network reads and is trained on: numbers are clipped.
    public Dataset samples() {
        return ids.isEmpty() ? new Samples() : new Samples().withSampleNames(ids);
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
            int first = sample * shape.size() + from;
            for (int i = 0; i < count; i++) {
                into[at + i * stride] = TableSchema.clipped(features[first + i]);
            }
        }
    }
}

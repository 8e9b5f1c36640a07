package dev.hourglass.tables.training;

import dev.hourglass.data.DataException;
import dev.hourglass.data.HeldOutSamples;
import dev.hourglass.model.TableModel;
import dev.hourglass.synthesis.QualityMeter;
import dev.hourglass.synthesis.SyntheticPrivacy;
import dev.hourglass.synthesis.SyntheticQuality;
import dev.hourglass.table.TableSchema;
import dev.hourglass.tables.Table;
import dev.hourglass.tables.TableChunk;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/// The rows of a table that synthetic ones are compared with, and which of them a training holds out.
public final class RealRows {
    /// Synthetic and held-out rows whose nearest neighbours are looked for.
    private static final int MOST_NEIGHBOURS = 4096;

    private final TableSchema schema;
    private final SpreadRows rows;
    private final boolean[] isHeldOut;

    private RealRows(TableSchema schema, SpreadRows rows, boolean[] isHeldOut) {
        this.schema = schema;
        this.rows = rows;
        this.isHeldOut = isHeldOut;
    }

    /// @param id the column by whose cells rows are held out; empty where that is done by their features
    /// @throws DataException if a cell cannot be read, or there are fewer than 2 rows
    public static RealRows read(Table table, TableModel model, Optional<String> id) {
        var schema = model.schema();
        var samples = new HeldOutSamples(table.name());
        var rows = new SpreadRows(schema);
        try (var reader = table.read(ColumnTypes.of(schema), id, Optional.empty())) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                var chunk = next.get();
                rows.add(chunk.cells(), chunk.rows());
                if (id.isPresent()) {
                    addNames(chunk, samples);
                } else {
                    addFeatures(chunk, schema, samples);
                }
            }
        }
        return new RealRows(schema, rows, samples.isHeldOut());
    }

    private static void addNames(TableChunk chunk, HeldOutSamples samples) {
        var names = chunk.ids().orElseThrow().values();
        for (int row = 0; row < names.length; row++) {
            samples.add(Objects.requireNonNullElse(names[row], Long.toString(chunk.firstRow() + row)));
        }
    }

    /// As a network reads them, but for categories that were not seen.
    private static void addFeatures(TableChunk chunk, TableSchema schema, HeldOutSamples samples) {
        int width = schema.features();
        var features = new float[chunk.rows() * width];
        schema.encode(chunk.cells(), chunk.rows(), features);
        for (int i = 0; i < features.length; i++)
            features[i] = Math.clamp(features[i], -TableSchema.CLIP, TableSchema.CLIP);
        for (int row = 0; row < chunk.rows(); row++) {
            samples.add(Arrays.copyOfRange(features, row * width, (row + 1) * width));
        }
    }

    /// How many rows synthetic ones are compared with.
    public int rows() {
        return rows.rows();
    }

    /// How well synthetic rows are distributed like these.
    public SyntheticQuality quality(SpreadRows synthetic) {
        return QualityMeter.measure(schema, rows.cells(), synthetic.cells());
    }

    /// How far synthetic rows are from these, without those that are held out.
    public SyntheticPrivacy privacy(SpreadRows synthetic) {
        var training = IntStream.range(0, rows.rows()).filter(row -> !isHeldOut(row)).toArray();
        var heldOut = IntStream.range(0, rows.rows()).filter(this::isHeldOut).toArray();
        return SyntheticPrivacy.measure(schema, rows.cells(training), rows.cells(some(heldOut)),
                synthetic.cells(some(IntStream.range(0, synthetic.rows()).toArray())));
    }

    private boolean isHeldOut(int row) {
        return isHeldOut[(int) rows.number(row)];
    }

    private static int[] some(int... rows) {
        return rows.length <= MOST_NEIGHBOURS ? rows
                : IntStream.range(0, MOST_NEIGHBOURS)
                        .map(i -> rows[(int) ((long) i * rows.length / MOST_NEIGHBOURS)]).toArray();
    }
}

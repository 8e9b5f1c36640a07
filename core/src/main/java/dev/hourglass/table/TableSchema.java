package dev.hourglass.table;

import dev.hourglass.data.DataException;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.loss.BlockLosses;
import dev.hourglass.spec.loss.LossBlock;
import dev.hourglass.spec.loss.OutputBlock;
import dev.hourglass.spec.loss.Reconstruction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/// The columns of a table that a model reads, in its order.
///
/// @param columns at least one, each with a name of its own
public record TableSchema(List<Column> columns) {
    /// What goes into a network is kept within this: a value far out would drown all others. Scores are of the value as it is.
    public static final float CLIP = 10;

    public TableSchema {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new SpecException("table: expected at least one column that a model can read, found none");
        }
        var names = new HashSet<String>();
        for (var column : columns) {
            if (!names.add(column.name())) {
                throw new SpecException(
                        String.format(Locale.ROOT, "table: expected names that differ, found column '%s' twice",
                                column.name()));
            }
        }
    }

    /// Fits columns to training rows.
    ///
    /// @param specs of each column
    /// @param cells of each column
    /// @param rows how many of them, the first ones
    /// @throws DataException if all cells of a column are missing or equal
    public static TableSchema fit(List<ColumnSpec> specs, List<ColumnValues> cells, int rows) {
        var columns = new ArrayList<Column>();
        for (int i = 0; i < specs.size(); i++) {
            var fitter = ColumnFitter.of(specs.get(i));
            fitter.add(cells.get(i), rows);
            columns.add(fitter.fit());
        }
        return new TableSchema(columns);
    }

    /// Features of a row.
    public int features() {
        return columns.stream().mapToInt(Column::features).sum();
    }

    /// The shape of a sample.
    public Shape shape() {
        return Shape.of(features());
    }

    /// The first feature of each column.
    public int[] offsets() {
        var offsets = new int[columns.size()];
        int next = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = next;
            next += columns.get(i).features();
        }
        return offsets;
    }

    /// What the outputs of a network mean that reconstructs rows.
    public Reconstruction outputs() {
        return outputs(1);
    }

    /// Likewise of a network that reconstructs windows, one row behind the other.
    ///
    /// @param length rows of a window, at least 1
    public Reconstruction outputs(int length) {
        var blocks = new ArrayList<OutputBlock>();
        int next = 0;
        for (int row = 0; row < length; row++) {
            for (var column : columns) {
                blocks.addAll(column.blocks(next));
                next += column.features();
            }
        }
        return new Reconstruction(Shape.of(next), blocks);
    }

    /// The loss of a network that reconstructs rows.
    public BlockLosses losses() {
        return losses(1);
    }

    /// Likewise of a network that reconstructs windows.
    ///
    /// @param length rows of a window, at least 1
    public BlockLosses losses(int length) {
        return new BlockLosses(outputs(length).blocks().stream()
                .map(block -> new LossBlock(block.size(), block.loss(), block.weight())).toList());
    }

    /// Encodes rows, NaN where missing, numbers not clipped: what reconstructions are compared with.
    ///
    /// @param cells of each column, in the schema's order
    /// @param features `[row][feature]`, row after row; its first `rows * features()` are set
    /// @throws DataException if the cells are not those of the columns
    public void encode(List<ColumnValues> cells, int rows, float[] features) {
        requireFit(cells, rows);
        int width = features();
        int at = 0;
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            var values = cells.get(i);
            for (int row = 0; row < rows; row++) column.encode(values, row, features, row * width + at);
            at += column.features();
        }
    }

    /// Turns encoded rows into what goes into a network: numbers within ±10, and nothing where a category is "other" without
    /// there having been others in training, since the network has not learnt what that means. NaN stays.
    ///
    /// @param features `[row][feature]`, as [#encode] writes them
    public void toInputs(float[] features, int rows) {
        int width = features();
        for (int i = 0; i < rows * width; i++) {
            features[i] = clipped(features[i]);
        }
        int at = 0;
        for (var column : columns) {
            if (column instanceof CategoricalColumn categories && !categories.hasSeenOthers()) {
                int others = at + categories.levels().size();
                for (int row = 0; row < rows; row++) {
                    features[row * width + others] = 0;
                }
            }
            at += column.features();
        }
    }

    /// A feature as a network reads it.
    static float clipped(float feature) {
        return Math.clamp(feature, -CLIP, CLIP);
    }

    private void requireFit(List<ColumnValues> cells, int rows) {
        if (cells.size() != columns.size()) {
            throw new DataException(String.format(Locale.ROOT, "table: expected %d columns, found %d", columns.size(),
                    cells.size()));
        }
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            boolean isText = cells.get(i) instanceof ColumnValues.Texts;
            if (isText != column.isText() || cells.get(i).rows() < rows) {
                throw new DataException(String.format(Locale.ROOT,
                        "column '%s': expected %s of %d rows, found %s of %d",
                        column.name(), column.isText() ? "texts" : "numbers", rows, isText ? "texts" : "numbers",
                        cells.get(i).rows()));
            }
        }
    }
}

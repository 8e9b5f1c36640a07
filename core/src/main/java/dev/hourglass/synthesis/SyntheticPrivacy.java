package dev.hourglass.synthesis;

import dev.hourglass.data.DataException;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.TableSchema;
import java.util.List;

/// How far synthetic rows are from the nearest training rows, beside real rows that were not trained on: where they are nearer, the
/// model gives away single rows of training.
///
/// Distances are the mean over columns of 0 or 1 for categories that are equal or not, and of differences divided by the range for
/// numbers (Gower 1971).
public record SyntheticPrivacy(NearestRows synthetic, NearestRows heldOut) {
    /// @param training cells of each column, in the schema's order, at least one row
    /// @param heldOut likewise
    /// @param synthetic likewise
    /// @throws DataException if the cells are not those of the columns
    public static SyntheticPrivacy measure(TableSchema schema, List<ColumnValues> training, List<ColumnValues> heldOut,
            List<ColumnValues> synthetic) {
        var distance = new GowerDistance(RowCells.of(schema, training));
        return new SyntheticPrivacy(NearestRows.of(distance.nearest(RowCells.of(schema, synthetic))),
                NearestRows.of(distance.nearest(RowCells.of(schema, heldOut))));
    }
}

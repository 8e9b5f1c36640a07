package dev.hourglass.data;

import dev.hourglass.spec.Shape;
import java.util.Locale;
import java.util.Optional;

/// Arrays of rows as samples.
final class Rows {
    private static final String NAME = "array";

    private Rows() {}

    /// @throws DataException if there are no rows, rows of different lengths, or numbers that are not finite
    static Dataset dataset(float[][] rows, Optional<Labels> labels) {
        if (rows.length == 0 || rows[0].length == 0) {
            throw new DataException(NAME, "expected at least one row with at least one number, found none");
        }
        int features = rows[0].length;
        return Dataset.ofFloats(NAME, Shape.of(features), rows.length, (sample, into) -> {
            var row = rows[sample];
            if (row.length != features) {
                throw new DataException(NAME, String.format(Locale.ROOT,
                        "row %d: expected %d numbers like row 0, found %d", sample, features, row.length));
            }
            System.arraycopy(row, 0, into, 0, features);
        }, labels);
    }
}

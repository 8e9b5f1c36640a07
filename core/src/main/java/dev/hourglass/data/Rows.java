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
        return Dataset.ofFloats(NAME, shape(rows), rows.length, writer(rows), labels);
    }

    /// @throws DataException if there are no rows, rows of different lengths, or infinite numbers
    static Dataset withMissing(float[][] rows) {
        return Dataset.withMissing(NAME, shape(rows), rows.length, writer(rows), Optional.empty());
    }

    private static Shape shape(float[][] rows) {
        if (rows.length == 0 || rows[0].length == 0) {
            throw new DataException(NAME, "expected at least one row with at least one number, found none");
        }
        return Shape.of(rows[0].length);
    }

    private static SampleWriter<float[]> writer(float[][] rows) {
        int features = rows[0].length;
        return (sample, into) -> {
            var row = rows[sample];
            if (row.length != features) {
                throw new DataException(NAME, String.format(Locale.ROOT,
                        "row %d: expected %d numbers like row 0, found %d", sample, features, row.length));
            }
            System.arraycopy(row, 0, into, 0, features);
        };
    }
}

package dev.hourglass.spark;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.notation.Suggestion;
import dev.hourglass.internal.text.FoundNames;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/// The column of a data set that holds all features of a row.
///
/// @param ordinal its place among the columns
record FeatureColumn(String name, int ordinal, FeatureKind kind) implements Serializable {
    private static final int INFINITE = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

    /// @throws DataException if there is no such column, or it holds no features
    static FeatureColumn of(StructType schema, String name) {
        var field = field(schema, name);
        var kind = FeatureKind.of(field.dataType()).orElseThrow(() -> new DataException(String.format(Locale.ROOT,
                "column '%s': expected a vector, array<float>, array<double> or binary, found %s; combine columns with VectorAssembler, or cast",
                name, field.dataType().simpleString())));
        return new FeatureColumn(name, schema.fieldIndex(name), kind);
    }

    /// @throws DataException if there is no such column
    static StructField field(StructType schema, String name) {
        var names = Arrays.asList(schema.fieldNames());
        if (!names.contains(name)) {
            throw missing(name, names);
        }
        return schema.apply(name);
    }

    private static DataException missing(String name, List<String> found) {
        return new DataException(String.format(Locale.ROOT, "the data set: expected column '%s', found %s%s", name,
                found.isEmpty() ? "no columns" : FoundNames.text(found),
                Suggestion.of(name, found).map(near -> "; did you mean '" + near + "'?").orElse("")));
    }

    /// Writes the features of a row to `into[at]` and following.
    ///
    /// @param allowsMissing whether features may be null or NaN, which are then NaN
    /// @return what is wrong with them
    Optional<String> read(InternalRow row, float[] into, int at, int size, boolean allowsMissing) {
        if (row.isNullAt(ordinal)) {
            return Optional.of("expected features, found null");
        }
        var problem = kind.read(row, ordinal, into, at, size);
        return problem.isPresent() || areFinite(into, at, size)
                ? problem
                : firstInvalid(into, at, size, allowsMissing);
    }

    /// Without a branch, so that it becomes a loop over vectors.
    private static boolean areFinite(float[] features, int at, int size) {
        int largest = 0;
        for (int i = at; i < at + size; i++) {
            largest = Math.max(largest, Float.floatToRawIntBits(features[i]) & Integer.MAX_VALUE);
        }
        return largest < INFINITE;
    }

    private Optional<String> firstInvalid(float[] features, int at, int size, boolean allowsMissing) {
        for (int i = 0; i < size; i++) {
            float value = features[at + i];
            if (!Float.isFinite(value)) {
                if (!Float.isNaN(value)) {
                    return Optional.of(String.format(Locale.ROOT,
                            "feature %d: expected a finite number, found one beyond the largest float", i));
                }
                if (!allowsMissing) {
                    return Optional
                            .of(String.format(Locale.ROOT, "feature %d: expected a finite number, found NaN or null",
                                    i));
                }
                features[at + i] = Float.NaN;
            }
        }
        return Optional.empty();
    }
}

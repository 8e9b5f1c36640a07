package dev.hourglass.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The cells of one column of some rows, in the form that its type has: numbers or texts.
///
/// Arrays are kept, not copied, and not to be changed afterwards.
public sealed interface ColumnValues {
    /// How many rows.
    int rows();

    /// Whether the cell is missing.
    boolean isMissing(int row);

    /// Numbers and counts as they are; booleans as 0 and 1; dates and times as seconds since 1970-01-01T00:00Z, their own clock taken
    /// for UTC where they have no time zone.
    ///
    /// @param values NaN where missing
    record Numbers(double[] values) implements ColumnValues {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public boolean isMissing(int row) {
            return Double.isNaN(values[row]);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Numbers(double[] theirs) && Arrays.equals(values, theirs);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    /// Categories.
    ///
    /// @param values null where missing
    record Texts(@Nullable String[] values) implements ColumnValues {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public boolean isMissing(int row) {
            return values[row] == null;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Texts(@Nullable String[] theirs) && Arrays.equals(values, theirs);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }
}

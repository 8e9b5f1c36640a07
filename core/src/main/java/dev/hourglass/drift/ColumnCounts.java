package dev.hourglass.drift;

import dev.hourglass.table.Column;

/// How often each value of a column occurs, or each range of values.
abstract sealed class ColumnCounts permits NumberCounts, LevelCounts {
    private long missing;

    ColumnCounts(long missing) {
        this.missing = missing;
    }

    /// Counts a cell.
    ///
    /// @param at the column's first feature, as it is
    final void add(float[] features, int at) {
        if (Float.isNaN(features[at])) {
            missing++;
        } else {
            count(features, at);
        }
    }

    /// Counts a cell that is not missing.
    abstract void count(float[] features, int at);

    /// Counters of the same parts, at zero.
    abstract ColumnCounts empty();

    /// Whether it is one of this column.
    abstract boolean fits(Column column);

    /// How often each part occurs.
    abstract long[] counts();

    final long missing() {
        return missing;
    }

    final long known() {
        long sum = 0;
        for (long count : counts()) sum += count;
        return sum;
    }

    /// Of missing and other cells.
    final long[] presence() {
        return new long[] {missing, known()};
    }
}

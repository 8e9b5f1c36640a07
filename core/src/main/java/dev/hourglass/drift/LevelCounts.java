package dev.hourglass.drift;

import dev.hourglass.spec.SpecException;
import dev.hourglass.table.BooleanColumn;
import dev.hourglass.table.CategoricalColumn;
import dev.hourglass.table.Column;
import java.util.Arrays;
import java.util.Locale;

/// How often each level of a column occurs, whose features are 1 for the level of a cell and 0 for the others.
final class LevelCounts extends ColumnCounts {
    private final long[] counts;

    /// @param counts of each level
    /// @throws SpecException if one is negative
    LevelCounts(long missing, long... counts) {
        super(missing);
        this.counts = counts;
        if (missing < 0 || Arrays.stream(counts).anyMatch(count -> count < 0)) {
            throw new SpecException(String.format(Locale.ROOT,
                    "table.reference: expected counts of 0 or more, found %d missing and %s", missing,
                    Arrays.toString(counts)));
        }
    }

    /// How many levels a column has, that of all others included.
    static int levels(Column column) {
        return column instanceof CategoricalColumn categories ? categories.levels().size() + 1 : 2;
    }

    @Override
    void count(float[] features, int at) {
        int level = 0;
        while (level < counts.length - 1 && features[at + level] != 1) level++;
        counts[level]++;
    }

    @Override
    ColumnCounts empty() {
        return new LevelCounts(0, new long[counts.length]);
    }

    @Override
    boolean fits(Column column) {
        return (column instanceof CategoricalColumn || column instanceof BooleanColumn)
                && counts.length == levels(column);
    }

    @Override
    long[] counts() {
        return counts.clone();
    }
}

package dev.hourglass.table;

import dev.hourglass.internal.check.Require;

/// Categories.
///
/// @param levels the most frequent ones that are kept, at least 1; all rarer ones are "other"
public record CategoricalType(int levels) implements ColumnType {
    /// As many levels are kept where nothing is said.
    public static final int MOST = 1_000;

    public CategoricalType {
        Require.positive("categorical", "levels", levels);
    }
}

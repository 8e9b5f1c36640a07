package dev.hourglass.spec.corruption;

import dev.hourglass.internal.check.Require;

/// Sets each block of the loss, such as a column of a table, to 0 with some probability, independently of the others: all its
/// features together, as if the column were missing (Vincent et al. 2010, section 3.3, by column). The loss compares with the value that was
/// there.
///
/// @param probability at least 0 and below 1
public record ColumnMasking(double probability) implements Corruption {
    public ColumnMasking {
        Require.fraction("mask_columns", "probability", probability);
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public boolean needsBlocks() {
        return true;
    }
}

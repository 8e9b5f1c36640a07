package dev.hourglass.tables;

import dev.hourglass.table.ColumnType;
import java.util.Optional;

/// What was decided for a column.
///
/// @param type of an input, else empty
/// @param reason a sentence
public record ColumnPlan(ColumnProfile profile, ColumnRole role, Optional<ColumnType> type, String reason) {
    /// What a column is for.
    public enum ColumnRole {
        INPUT, ID, LABEL,
        /// Orders the rows of windows.
        ORDER,
        /// Names the series of a row.
        BY, LEFT_OUT
    }

    public String name() {
        return profile.name();
    }

    /// The same with another `reason`.
    ColumnPlan withReason(String reason) {
        return new ColumnPlan(profile, role, type, reason);
    }
}

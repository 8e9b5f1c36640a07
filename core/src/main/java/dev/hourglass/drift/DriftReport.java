package dev.hourglass.drift;

import java.util.List;

/// How rows differ from those that a model was trained on.
///
/// @param rows that were compared
/// @param trainingRows that they were compared with
/// @param columns those of the largest effect first
public record DriftReport(long rows, long trainingRows, List<ColumnDrift> columns, ScoreDrift scores) {
    public DriftReport {
        columns = List.copyOf(columns);
    }

    /// The columns that differ significantly and enough to matter.
    public List<ColumnDrift> drifted() {
        return columns.stream().filter(ColumnDrift::isDrift).toList();
    }
}

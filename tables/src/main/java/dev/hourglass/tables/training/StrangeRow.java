package dev.hourglass.tables.training;

import dev.hourglass.table.Reason;
import java.util.List;
import java.util.Optional;

/// A row with a high score.
///
/// @param id its cell in the column of names or, where there is none, its number, counted from 1
/// @param label what the label column says of it
/// @param reasons its most surprising cells, the most surprising first
public record StrangeRow(
        String id, double score, double pValue, boolean isAnomaly, Optional<String> label, List<Reason> reasons) {
    public StrangeRow {
        reasons = List.copyOf(reasons);
    }
}

package dev.hourglass.tables;

import dev.hourglass.table.ColumnSpec;
import java.util.List;
import java.util.Optional;

/// What a user says about the columns of a table.
///
/// @param columns the types of some
/// @param ignored what is not read
/// @param id names the rows, and is never an input
/// @param label says what a row is, and is never an input
/// @param order orders the rows; an input only where it is among the columns
/// @param by names the series of a row; an input only where it is among the columns
public record PlanRequest(
        List<ColumnSpec> columns, List<String> ignored, Optional<String> id, Optional<String> label,
        Optional<String> order, Optional<String> by) {
    /// Nothing: all is decided.
    public static final PlanRequest NOTHING = new PlanRequest(List.of(), List.of(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty());

    public PlanRequest {
        columns = List.copyOf(columns);
        ignored = List.copyOf(ignored);
    }
}

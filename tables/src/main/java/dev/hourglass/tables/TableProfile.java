package dev.hourglass.tables;

import java.util.List;

/// What the columns of a table are like, in the order of the file. The same on any number of threads.
///
/// @param source what was read, for messages
public record TableProfile(String source, long rows, List<ColumnProfile> columns) {
    public TableProfile {
        columns = List.copyOf(columns);
    }
}

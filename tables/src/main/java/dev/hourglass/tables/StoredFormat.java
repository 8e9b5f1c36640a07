package dev.hourglass.tables;

import dev.hourglass.spec.SpecException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How the files of a table are written, found once and kept, so that a file of few rows or strange ones is read like the first.
///
/// @param delimiter between the cells of CSV; empty where the table was no CSV
public record StoredFormat(String delimiter, List<StoredColumn> columns) {
    public StoredFormat {
        columns = List.copyOf(columns);
        if (delimiter.length() > 4) {
            throw new SpecException(String.format(Locale.ROOT,
                    "delimiter: expected at most 4 characters, found '%s'", delimiter));
        }
    }

    /// The column of a name.
    public Optional<StoredColumn> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}

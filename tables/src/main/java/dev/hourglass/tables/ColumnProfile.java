package dev.hourglass.tables;

import dev.hourglass.tables.TextStatistics.StrayText;
import java.util.List;
import java.util.Optional;

/// What the cells of a column are like, over all rows.
///
/// @param column its name, kind, and how its texts are written
/// @param missing infinite numbers included
/// @param numbers empty for texts and where all are missing
/// @param texts empty for numbers and where all are missing
/// @param examples the first cells that differ
/// @param frequent the most frequent texts or whole numbers, falling; empty where there are too many
/// @param infinite the first infinite number
public record ColumnProfile(
        StoredColumn column, long rows, long missing, DistinctCount distinct, Optional<NumberStatistics> numbers,
        Optional<TextStatistics> texts, List<String> examples, List<LevelCount> frequent,
        Optional<StrayText> infinite) {
    public ColumnProfile {
        examples = List.copyOf(examples);
        frequent = List.copyOf(frequent);
    }

    /// A text, or a number as text, and in how many rows it is.
    public record LevelCount(String level, long rows) {}

    public String name() {
        return column.name();
    }

    /// In 0..1; 0 where there are no rows.
    public double missingShare() {
        return rows == 0 ? 0 : (double) missing / rows;
    }

    /// Rows whose cell is not missing.
    public long known() {
        return rows - missing;
    }
}

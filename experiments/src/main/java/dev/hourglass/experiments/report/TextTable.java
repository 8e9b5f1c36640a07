package dev.hourglass.experiments.report;

import java.util.ArrayList;
import java.util.List;

/// A table in plain text, its columns as wide as their longest cell.
public final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final String alignment;

    /// @param alignment a letter for each column: `l` left, `r` right
    public TextTable(String alignment) {
        this.alignment = alignment;
    }

    public TextTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /// The rows as lines, without spaces at their ends.
    public List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> row) {
        var line = new StringBuilder();
        for (int c = 0; c < row.size(); c++) {
            var cell = row.get(c);
            var space = " ".repeat(width(c) - cell.length());
            line.append(c == 0 ? "" : GAP).append(alignment.charAt(c) == 'r' ? space + cell : cell + space);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}

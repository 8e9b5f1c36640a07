package dev.hourglass.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A table as comma-separated values (RFC 4180): a cell with a comma, a quotation mark or a line break stands in quotation
/// marks. Lines end with a line feed.
public final class CsvWriter {
    private final List<String> lines = new ArrayList<>();

    /// @param head the names of the columns
    public CsvWriter(List<String> head) {
        row(head);
    }

    public CsvWriter row(List<String> cells) {
        lines.add(line(cells));
        return this;
    }

    /// The rows, the head first; a line break within a cell stays one.
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /// The whole table as a file has it.
    public String text() {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    /// One row.
    public static String line(List<String> cells) {
        return cells.stream().map(CsvWriter::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\\r\\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}

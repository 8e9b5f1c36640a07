package dev.hourglass.tables;

import java.util.Locale;
import java.util.regex.Pattern;

/// What DuckDB says of an error, in one sentence, without excerpts of the data or the query.
final class DuckMessage {
    private static final Pattern KIND = Pattern.compile("^[A-Z][A-Za-z/ ]{0,40} Error: ");
    private static final Pattern LINE = Pattern.compile("^CSV Error on Line: (\\d+)");
    private static final Pattern CELLS = Pattern.compile("(?m)^Expected Number of Columns: (\\d+) Found: (\\d+)");

    /// DuckDB counts the line or row after the one with the mistake.
    private static final Pattern JSON = Pattern
            .compile("^Malformed JSON in file .*, at byte (\\d+) in (line|record/value) (\\d+): ([^.\n]*)");

    private DuckMessage() {}

    static String of(Exception e) {
        var message = KIND.matcher(String.valueOf(e.getMessage())).replaceFirst("");
        if (message.startsWith("Unexpected end of GZIP stream")) {
            return TableFormat.TRUNCATED_GZIP;
        }
        var json = JSON.matcher(message);
        if (json.find()) {
            return String.format(Locale.ROOT, "%s %d: expected JSON, found a mistake at byte %s of it: %s; correct it",
                    json.group(2).equals("line") ? "line" : "row", Long.parseLong(json.group(3)) - 1, json.group(1),
                    json.group(4));
        }
        var line = LINE.matcher(message);
        return line.find() ? ofLine(line.group(1), message) : message.lines().findFirst().orElse("").strip();
    }

    private static String ofLine(String line, String message) {
        var cells = CELLS.matcher(message);
        if (cells.find()) {
            return String.format(Locale.ROOT,
                    "line %s: expected %s cells, found %s; quote cells that contain the delimiter", line,
                    cells.group(1), cells.group(2));
        }
        if (message.contains("not utf-8")) {
            return String.format(Locale.ROOT, "line %s: expected text in UTF-8, found other bytes; save it as UTF-8",
                    line);
        }
        if (message.contains("unterminated quote")) {
            return String.format(Locale.ROOT,
                    "line %s: expected a quote at the end of a cell that begins with one, found none; add it",
                    line);
        }
        return "line " + line + ": expected CSV, found something else; correct it";
    }
}

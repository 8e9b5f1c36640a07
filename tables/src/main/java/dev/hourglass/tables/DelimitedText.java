package dev.hourglass.tables;

import dev.hourglass.table.ColumnValues;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// CSV (RFC 4180, lines end with LF). Nothing is a missing cell, and a pair of quotes an empty text.
record DelimitedText(List<OutputColumn> columns, char delimiter) implements RowText {
    @Override
    public void appendHeader(StringBuilder text) {
        for (int i = 0; i < columns.size(); i++) {
            appendDelimiter(text, i);
            appendText(text, columns.get(i).name());
        }
        text.append('\n');
    }

    @Override
    public void appendRow(StringBuilder text, List<ColumnValues> cells, int row) {
        for (int i = 0; i < columns.size(); i++) {
            appendDelimiter(text, i);
            switch (cells.get(i)) {
                case ColumnValues.Numbers(var numbers) -> appendNumber(text, columns.get(i), numbers[row]);
                case ColumnValues.Texts(var texts) -> appendText(text, texts[row]);
            }
        }
        text.append('\n');
    }

    private void appendDelimiter(StringBuilder text, int column) {
        if (column > 0) {
            text.append(delimiter);
        }
    }

    private static void appendNumber(StringBuilder text, OutputColumn column, double number) {
        if (!Double.isNaN(number)) {
            RowText.appendNumber(text, column.type(), number);
        }
    }

    private void appendText(StringBuilder text, @Nullable String cell) {
        if (cell == null) {
            return;
        }
        if (isPlain(cell)) {
            text.append(cell);
        } else {
            text.append('"').append(cell.replace("\"", "\"\"")).append('"');
        }
    }

    private boolean isPlain(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == delimiter || c == '"' || c == '\n' || c == '\r') {
                return false;
            }
        }
        return !cell.isEmpty() && cell.charAt(0) != ' ' && cell.charAt(cell.length() - 1) != ' ';
    }
}

package dev.hourglass.tables;

import dev.hourglass.table.ColumnValues;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An object a line. Missing cells, and numbers that JSON does not have, are null.
record JsonLines(List<OutputColumn> columns) implements RowText {
    @Override
    public void appendHeader(StringBuilder text) {}

    @Override
    public void appendRow(StringBuilder text, List<ColumnValues> cells, int row) {
        text.append('{');
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            appendText(text, columns.get(i).name());
            text.append(':');
            switch (cells.get(i)) {
                case ColumnValues.Numbers(var numbers) -> appendNumber(text, columns.get(i), numbers[row]);
                case ColumnValues.Texts(var texts) -> appendText(text, texts[row]);
            }
        }
        text.append("}\n");
    }

    private static void appendNumber(StringBuilder text, OutputColumn column, double number) {
        if (Double.isFinite(number)) {
            RowText.appendNumber(text, column.type(), number);
        } else {
            text.append("null");
        }
    }

    private static void appendText(StringBuilder text, @Nullable String cell) {
        if (cell == null) {
            text.append("null");
            return;
        }
        text.append('"');
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}

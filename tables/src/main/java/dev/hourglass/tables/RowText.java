package dev.hourglass.tables;

import dev.hourglass.table.ColumnValues;
import java.util.List;

/// Rows as text.
sealed interface RowText permits DelimitedText, JsonLines {
    /// What stands before the first row.
    void appendHeader(StringBuilder text);

    void appendRow(StringBuilder text, List<ColumnValues> cells, int row);

    /// A number in the digits of all locales: decimals where it has some, and as many as tell it from its neighbours.
    static void appendNumber(StringBuilder text, OutputColumn.CellType type, double number) {
        switch (type) {
            case INTEGER -> text.append((long) number);
            case BOOLEAN -> text.append(number != 0);
            case NUMBER, TEXT -> text.append(number);
        }
    }
}

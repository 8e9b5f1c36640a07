package dev.hourglass.tables;

import dev.hourglass.table.ColumnValues;
import dev.hourglass.tables.OutputColumn.CellType;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/// A column that is copied, and how new cells of it are written.
///
/// @param stored how its texts are read
/// @param words for yes and no, where its texts are read as booleans
record CopiedColumn(OutputColumn output, StoredColumn stored, @Nullable BooleanWords words) {
    /// More than a prediction is worth.
    private static final MathContext SIX_DIGITS = new MathContext(6);

    /// The texts of a column that stand for yes and no.
    record BooleanWords(String yes, String no) {}

    String name() {
        return output.name();
    }

    /// A cell as the file would have it: numbers with six digits, whole ones in a column of whole numbers.
    @Nullable
    String text(ColumnValues values, int row) {
        return switch (values) {
            case ColumnValues.Texts(var texts) -> texts[row];
            case ColumnValues.Numbers(var numbers) -> words == null
                    ? text(numbers[row])
                    : numbers[row] == 0 ? words.no() : words.yes();
        };
    }

    private String text(double number) {
        return switch (stored.kind()) {
            case DATE, TIMESTAMP -> new MomentText(stored).of(number);
            case TIME -> MomentText.timeOfDay(number);
            case BOOLEAN -> number == 0 ? "false" : "true";
            case NUMBER, INTEGER, TEXT, OTHER -> {
                var digits = rounded(number).toPlainString();
                yield stored.pattern().equals(StoredColumn.DECIMAL_COMMA) ? digits.replace('.', ',') : digits;
            }
        };
    }

    private BigDecimal rounded(double number) {
        return stored.kind() == ColumnKind.INTEGER
                ? BigDecimal.valueOf(Math.rint(number)).stripTrailingZeros()
                : sixDigits(number);
    }

    static BigDecimal sixDigits(double number) {
        return BigDecimal.valueOf(number).round(SIX_DIGITS).stripTrailingZeros();
    }

    /// A cell of a column whose cells are written as numbers.
    double number(ColumnValues values, int row) {
        return switch (values) {
            case ColumnValues.Texts(var texts) -> texts[row] == null ? Double.NaN : ofCategory(texts[row]);
            case ColumnValues.Numbers(var numbers) -> output.type() == CellType.BOOLEAN
                    ? numbers[row]
                    : rounded(numbers[row]).doubleValue();
        };
    }

    private double ofCategory(String category) {
        return output.type() == CellType.BOOLEAN ? (category.equals("true") ? 1 : 0) : Double.parseDouble(category);
    }
}

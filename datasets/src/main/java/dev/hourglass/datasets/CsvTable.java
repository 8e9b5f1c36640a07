package dev.hourglass.datasets;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.internal.text.FileName;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The numbers of a table, taken cell by cell. Memory grows with them.
final class CsvTable {
    /// The longest array that every JVM can allocate.
    private static final int MAX_VALUES = Integer.MAX_VALUE - 16;

    private static final int FIRST_VALUES = 1 << 10;
    private static final String NUMBER = "0123456789+-.eE";
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[-+]?\\d*,\\d+");
    private static final Set<String> NOT_FINITE = Set.of("nan", "inf", "infinity", "na", "null");

    private final Path file;
    private final List<String> firstRow = new ArrayList<>();
    private float[] values = new float[FIRST_VALUES];
    private int count;
    private int columns;
    private int row = 1;
    private int column;
    private boolean beginsEmpty;
    /// A row without cells, which may stand at the end only; 0 where there is none.
    private int emptyRow;

    CsvTable(Path file) {
        this.file = file;
    }

    /// @throws DataException if it is no number, or one too many
    void addCell(String cell) {
        column++;
        var text = cell.strip();
        if (row == 1) {
            firstRow.add(text);
            return;
        }
        if (column == 1 && text.isEmpty()) {
            // A row without cells has an empty one.
            beginsEmpty = true;
            return;
        }
        requireNoEmptyRow();
        if (beginsEmpty) {
            throw refuse(1, "expected a number, found an empty cell; fill it or remove the row");
        }
        if (column > columns) {
            throw refuse(String.format(Locale.ROOT, "expected %d cells as in row 1, found more", columns));
        }
        add(number(column, text));
    }

    /// @throws DataException if cells are missing
    void endRow() {
        if (row == 1) {
            endFirstRow();
        } else if (beginsEmpty && column == 1) {
            emptyRow = emptyRow == 0 ? row : emptyRow;
        } else if (column < columns) {
            throw refuse(String.format(Locale.ROOT, "expected %d cells as in row 1, found %d", columns, column));
        }
        row++;
        column = 0;
        beginsEmpty = false;
    }

    private void endFirstRow() {
        columns = firstRow.size();
        if (columns == 1 && firstRow.getFirst().isEmpty()) {
            firstRow.clear();
            emptyRow = 1;
            return;
        }
        if (firstRow.stream().allMatch(CsvTable::isName)) {
            requireNames();
            return;
        }
        if (numbersTheColumns()) {
            throw refuse("expected names or a sample, found column numbers; remove the row (in pandas, "
                    + "to_csv(index=False, header=False)) or, if it is a sample, write 0.0 for its 0");
        }
        for (int i = 0; i < columns; i++) {
            add(number(i + 1, firstRow.get(i)));
        }
    }

    private void requireNames() {
        int empty = firstRow.indexOf("");
        if (empty >= 0) {
            throw refuse(empty + 1, "expected a name, found an empty cell; "
                    + (empty == 0
                            ? "a column of row numbers is not a feature, remove it (in pandas, to_csv(index=False))"
                            : "name the column or remove it"));
        }
    }

    /// Whether the first row is 0, 1, 2 and so on, which pandas writes where columns have no names.
    private boolean numbersTheColumns() {
        for (int i = 0; i < columns; i++) {
            if (!firstRow.get(i).equals(Integer.toString(i))) return false;
        }
        return columns > 1;
    }

    private void requireNoEmptyRow() {
        if (emptyRow > 0) {
            throw new DataException(file,
                    String.format(Locale.ROOT, "row %d: expected cells, found an empty row; remove it", emptyRow));
        }
    }

    /// A text with a letter that is not a number all the same; or nothing, where a name is missing.
    private static boolean isName(String text) {
        return text.isEmpty()
                || (text.chars().anyMatch(Character::isLetter) && Float.isNaN(parse(text)) && !isNotFinite(text));
    }

    private static boolean isNotFinite(String text) {
        return NOT_FINITE.contains(text.replaceFirst("^[-+]", "").toLowerCase(Locale.ROOT));
    }

    private float number(int column, String text) {
        float number = parse(text);
        if (Float.isNaN(number)) {
            throw refuse(column, noNumber(text));
        }
        if (!Float.isFinite(number)) {
            throw refuse(column,
                    String.format(Locale.ROOT,
                            "expected a finite number, found %s, which is too large for a float; remove or fill it",
                            FoundNames.printable(text)));
        }
        return number;
    }

    /// Not a number where the text is none, infinite where a float cannot hold it.
    private static float parse(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (NUMBER.indexOf(text.charAt(i)) < 0) return Float.NaN;
        }
        try {
            return Float.parseFloat(text);
        } catch (NumberFormatException _) {
            return Float.NaN;
        }
    }

    private static String noNumber(String text) {
        if (text.isEmpty()) {
            return "expected a number, found an empty cell; fill it or remove the row";
        }
        if (isNotFinite(text)) {
            return String.format(Locale.ROOT, "expected a finite number, found %s; fill it or remove the row", text);
        }
        return String.format(Locale.ROOT, "expected a number, found '%s'; %s", FoundNames.printable(text),
                remedy(text));
    }

    private static String remedy(String text) {
        if (DECIMAL_COMMA.matcher(text).matches()) {
            return "use a point as decimal separator";
        }
        return text.chars().anyMatch(Character::isDigit) && text.contains(" ")
                ? "separate cells by commas, semicolons or tabs, for example with numpy.savetxt(file, array, delimiter=',')"
                : "tables have only numbers: remove the column, or encode its words as numbers";
    }

    private void add(float number) {
        if (count == MAX_VALUES) {
            throw refuse(String.format(Locale.ROOT, "more than %,d numbers; split the file", MAX_VALUES));
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, (int) Math.min(MAX_VALUES, 2L * count));
        }
        values[count++] = number;
    }

    /// Something that is wrong with the row that is being read.
    DataException refuse(String reason) {
        return new DataException(file, String.format(Locale.ROOT, "row %d: %s", row, reason));
    }

    /// Something that is wrong after the last cell.
    DataException refuse(String reason, Exception cause) {
        return new DataException(file, String.format(Locale.ROOT, "row %d, column %d: %s", row, column + 1, reason),
                cause);
    }

    private DataException refuse(int column, String reason) {
        return new DataException(file, String.format(Locale.ROOT, "row %d, column %d: %s", row, column, reason));
    }

    /// @throws DataException if there are no numbers
    Dataset dataset() {
        if (count == 0) {
            throw new DataException(file, firstRow.isEmpty()
                    ? "expected rows of numbers, found nothing"
                    : "expected rows of numbers after the names in row 1, found none");
        }
        try {
            return Dataset.ofFloats(
                    FileName.withoutExtension(file), Shape.of(columns), count / columns,
                    (sample, into) -> System.arraycopy(values, sample * columns, into, 0, columns),
                    Optional.empty());
        } catch (SpecException e) {
            throw new DataException(file, "the rows are too long: " + e.getMessage(), e);
        }
    }
}

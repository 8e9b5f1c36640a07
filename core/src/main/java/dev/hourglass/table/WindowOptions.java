package dev.hourglass.table;

import dev.hourglass.spec.SpecException;
import java.util.Locale;
import java.util.Optional;

/// Windows over time: each is `length` rows of one series that follow one another.
///
/// @param order the column by which rows follow one another
/// @param by the column that names the series of a row, such as its machine; empty where all rows are one
/// @param length rows of a window, at least 2
/// @param stride rows from the beginning of a window to that of the next one, at least 1, at most `length`: each row is in a window
public record WindowOptions(String order, Optional<String> by, int length, int stride) {
    public WindowOptions {
        if (length < 2) {
            throw new SpecException(String.format(Locale.ROOT,
                    "table.window: expected at least 2 rows, found %d; remove order and window for a model of single rows",
                    length));
        }
        if (stride < 1 || stride > length) {
            throw new SpecException(String.format(Locale.ROOT,
                    "table.stride: expected 1 to %d rows, the length of a window, found %d; with more, rows would be in no window",
                    length, stride));
        }
        if (by.equals(Optional.of(order))) {
            throw new SpecException(String.format(Locale.ROOT,
                    "table: expected order and by to be two columns, found '%s' twice; remove by where all rows are one series",
                    order));
        }
    }
}

package dev.hourglass.tables;

import dev.hourglass.spec.SpecException;
import java.util.Locale;

/// A column of a table as it was found once, by which the texts of other files are read in the same way.
///
/// @param pattern how its texts are written, where there are several ways: [#DECIMAL_COMMA] or [#THOUSANDS] for numbers, for dates and
///        timestamps letters after percent signs as in C's `strptime` (`%d.%m.%Y`); empty where there is nothing to say
public record StoredColumn(String name, ColumnKind kind, String pattern) {
    /// Numbers such as `1.234,5`.
    public static final String DECIMAL_COMMA = "1.000,0";
    /// Numbers such as `1,234.5`.
    public static final String THOUSANDS = "1,000.0";

    public StoredColumn {
        boolean isNumbers = pattern.equals(DECIMAL_COMMA) || pattern.equals(THOUSANDS);
        if (!pattern.isEmpty() && !isNumbers && !pattern.contains("%")) {
            throw new SpecException(String.format(Locale.ROOT,
                    "column '%s': expected a pattern such as '%s', '%s' or '%%d.%%m.%%Y', found '%s'", name,
                    DECIMAL_COMMA,
                    THOUSANDS, pattern));
        }
    }

    StoredColumn(String name, ColumnKind kind) {
        this(name, kind, "");
    }
}

package dev.hourglass.internal.text;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Names of files or arrays in a message, which anybody may have chosen: printable, and neither long nor many.
public final class FoundNames {
    private static final int MOST = 8;
    private static final int LONGEST = 60;

    private FoundNames() {}

    /// `'a', 'b' and 12 more`; `none` where there is none.
    public static String text(List<String> names) {
        if (names.isEmpty()) {
            return "none";
        }
        var first = names.stream().limit(MOST).map(name -> "'" + printable(name) + "'")
                .collect(Collectors.joining(", "));
        return names.size() <= MOST ? first : String.format(Locale.ROOT, "%s and %,d more", first, names.size() - MOST);
    }

    public static String printable(String name) {
        var printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "...";
    }
}

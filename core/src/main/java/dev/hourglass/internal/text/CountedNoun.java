package dev.hourglass.internal.text;

import java.util.Locale;

/// A number with what it counts.
public final class CountedNoun {
    private CountedNoun() {}

    /// `1 row`, `1,200 rows`.
    ///
    /// @param noun one of them; more have an s
    public static String text(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}

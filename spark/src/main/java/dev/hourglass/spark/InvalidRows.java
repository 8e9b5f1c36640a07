package dev.hourglass.spark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What becomes of rows that a model cannot read.
enum InvalidRows {
    /// The job fails.
    ERROR,
    /// They are left out.
    SKIP,
    /// They stay, with nulls in the columns that are written.
    KEEP;

    static InvalidRows of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    static List<String> words() {
        return Arrays.stream(values()).map(InvalidRows::word).toList();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

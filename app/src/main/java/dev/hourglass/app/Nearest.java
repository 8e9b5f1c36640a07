package dev.hourglass.app;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// What somebody who mistyped a word may have meant.
public final class Nearest {
    private Nearest() {}

    /// The candidate that takes the fewest changes of one letter, where those are few for a word of this length.
    public static Optional<String> to(String typed, Stream<String> candidates) {
        int most = Math.max(1, typed.length() / 3);
        return candidates
                .filter(candidate -> distance(typed, candidate) <= most)
                .min(Comparator.comparingInt((String candidate) -> distance(typed, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /// Letters to be inserted, deleted or replaced (Levenshtein 1966), two neighbours that are swapped counting as one.
    private static int distance(String a, String b) {
        var rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                rows[i][j] = Math.min(
                        rows[i - 1][j - 1] + (same ? 0 : 1), Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[a.length()][b.length()];
    }
}

package dev.hourglass.internal.notation;

import java.util.Collection;
import java.util.Optional;

/// The name that somebody may have meant.
public final class Suggestion {
    private Suggestion() {}

    /// The closest of the known names, if it is no further than a third of its length.
    public static Optional<String> of(String written, Collection<String> known) {
        Optional<String> closest = Optional.empty();
        int least = Integer.MAX_VALUE;
        for (var name : known) {
            if (Math.abs(name.length() - written.length()) > tolerance(name)) {
                continue;
            }
            int distance = distance(written, name);
            if (distance <= tolerance(name) && distance < least) {
                closest = Optional.of(name);
                least = distance;
            }
        }
        return closest;
    }

    private static int tolerance(String name) {
        return Math.max(1, name.length() / 3);
    }

    /// Insertions, deletions, substitutions and swaps of neighbours, no place edited twice (Damerau 1964,
    /// Levenshtein 1966).
    static int distance(String a, String b) {
        var beforeLast = new int[b.length() + 1];
        var last = new int[b.length() + 1];
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + substitution);
                boolean isSwap = i > 1 && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (isSwap) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
        }
        return row[b.length()];
    }
}

package dev.hourglass.internal.notation;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// The name that somebody may have meant.
public final class Suggestion {
    /// Most names of so few letters are within one letter of each other.
    private static final int SHORT = 2;

    private Suggestion() {}

    /// The closest of the known names, whatever their case, if it is no further than a third of its length. Two names of one or two
    /// letters are near only if they are the same but for that.
    public static Optional<String> of(String written, Collection<String> known) {
        Optional<String> closest = Optional.empty();
        int least = Integer.MAX_VALUE;
        for (var name : known) {
            if (name.equals(written) || Math.abs(name.length() - written.length()) > tolerance(written, name)) {
                continue;
            }
            int distance = distance(lowerCase(written), lowerCase(name));
            if (distance <= tolerance(written, name) && distance < least) {
                closest = Optional.of(name);
                least = distance;
            }
        }
        return closest;
    }

    /// Likewise, of the names that are still free.
    ///
    /// @param used what was written beside it
    public static Optional<String> of(String written, Collection<String> known, Collection<String> used) {
        return of(written, known.stream().filter(name -> !used.contains(name)).toList());
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static int tolerance(String written, String name) {
        boolean areShort = Math.min(written.length(), name.length()) == 1
                || Math.max(written.length(), name.length()) <= SHORT;
        return areShort ? 0 : Math.max(1, name.length() / 3);
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

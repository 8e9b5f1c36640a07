package dev.hourglass.drift;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The most frequent of any number of categories, in bounded memory: each that makes up more than a thousandth of all is found, and its count
/// is too small by at most a thousandth of all (Misra and Gries 1982).
final class FrequentCategories {
    private static final int MOST = 1000;

    private final Map<String, Long> counts = new HashMap<>();
    private long total;

    void add(String category) {
        total++;
        if (counts.containsKey(category) || counts.size() < MOST) {
            counts.merge(category, 1L, Long::sum);
        } else {
            counts.replaceAll((_, count) -> count - 1);
            counts.values().removeIf(count -> count == 0);
        }
    }

    /// How many categories were counted, equal ones each time.
    long total() {
        return total;
    }

    /// The most frequent first, those of equal frequency by name.
    List<CategoryShare> shares(int most, long of) {
        return counts.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry<String, Long>::getValue).reversed()
                        .thenComparing(Map.Entry::getKey))
                .limit(most)
                .map(entry -> new CategoryShare(entry.getKey(), (double) entry.getValue() / of))
                .toList();
    }
}

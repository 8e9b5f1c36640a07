package dev.hourglass.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Counts categories. Where there are very many, those that were met least are forgotten now and then (Manku and Motwani 2002), so
/// that the counts of frequent levels may be a little too small.
final class CategoricalFitter extends ColumnFitter {
    /// A level that occurs less often cannot be learnt.
    private static final int FEWEST = 2;
    /// Levels that are counted at a time.
    private static final int MOST_COUNTED = 1 << 17;

    private final int most;
    private final Map<String, Long> counts = new HashMap<>();
    private long known;
    private boolean hasForgotten;

    CategoricalFitter(String name, int most) {
        super(name);
        this.most = most;
    }

    @Override
    void count(ColumnValues values, int row) {
        known++;
        var level = Objects.requireNonNull(((ColumnValues.Texts) values).values()[row]);
        if (counts.size() == MOST_COUNTED && !counts.containsKey(level)) {
            forget();
        }
        counts.merge(level, 1L, Long::sum);
    }

    /// At least half of the levels.
    private void forget() {
        hasForgotten = true;
        for (long least = 1; counts.size() > MOST_COUNTED / 2; least++) {
            long rare = least;
            counts.values().removeIf(count -> count <= rare);
        }
    }

    @Override
    public Column fit() {
        if (counts.size() < 2 && !hasForgotten) {
            throw constant(
                    known == 0 ? "none that is not missing" : "only '" + counts.keySet().iterator().next() + "'");
        }
        var frequent = frequent();
        var shares = new ArrayList<Double>();
        long covered = 0;
        for (var level : frequent) {
            long count = counts.getOrDefault(level, 0L);
            covered += count;
            shares.add((double) count / known);
        }
        shares.add((double) (known - covered) / known);
        return new CategoricalColumn(name(), frequent, shares, missingShare());
    }

    /// The most frequent levels, those of equal frequency by name; the first whatever its frequency.
    private List<String> frequent() {
        var levels = counts.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry<String, Long>::getValue).reversed()
                        .thenComparing(Map.Entry::getKey))
                .limit(most)
                .filter(level -> level.getValue() >= FEWEST)
                .map(Map.Entry::getKey)
                .toList();
        return levels.isEmpty() ? List.of(counts.keySet().stream().sorted().findFirst().orElseThrow()) : levels;
    }
}

package dev.hourglass.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Counts categories.
final class CategoricalFitter extends ColumnFitter {
    /// A level that occurs less often cannot be learnt.
    private static final int FEWEST = 2;

    private final int most;
    private final Map<String, Long> counts = new HashMap<>();
    private long known;

    CategoricalFitter(String name, int most) {
        super(name);
        this.most = most;
    }

    @Override
    void count(ColumnValues values, int row) {
        known++;
        counts.merge(Objects.requireNonNull(((ColumnValues.Texts) values).values()[row]), 1L, Long::sum);
    }

    @Override
    public Column fit() {
        if (counts.size() < 2) {
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

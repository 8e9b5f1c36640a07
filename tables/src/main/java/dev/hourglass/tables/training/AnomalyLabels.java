package dev.hourglass.tables.training;

import dev.hourglass.data.DataException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which rows a label column calls anomalies: of two labels the one that says yes, or else the rarer one.
///
/// @param anomaly the label of the anomalies
/// @param other the label of all others
/// @param isAnomaly of each row that has a label
/// @param rows the numbers of these rows, counted from 0
public record AnomalyLabels(String anomaly, String other, boolean[] isAnomaly, int[] rows) {
    private static final Set<String> YES = Set.of("1", "true", "yes", "y", "t", "anomaly", "outlier", "fraud");
    private static final Set<String> NO = Set.of("0", "false", "no", "n", "f", "normal", "inlier");

    /// @param labels of rows, null where there is none
    /// @throws DataException if they are not of two kinds
    static AnomalyLabels of(List<@Nullable String> labels) {
        var counts = new TreeMap<String, Integer>();
        for (var label : labels) {
            if (label != null) {
                counts.merge(label, 1, Integer::sum);
            }
        }
        if (counts.size() != 2) {
            throw new DataException(String.format(Locale.ROOT,
                    "label: expected two labels, one for anomalies and one for all others, found %d%s; leave the label out, or name another column",
                    counts.size(),
                    counts.isEmpty() ? "" : ": " + String.join(", ", counts.keySet().stream().limit(5).toList())));
        }
        var anomaly = anomaly(counts);
        var other = counts.firstKey().equals(anomaly) ? counts.lastKey() : counts.firstKey();
        var rows = new ArrayList<Integer>();
        for (int i = 0; i < labels.size(); i++) {
            if (labels.get(i) != null) {
                rows.add(i);
            }
        }
        var isAnomaly = new boolean[rows.size()];
        for (int i = 0; i < isAnomaly.length; i++) isAnomaly[i] = anomaly.equals(labels.get(rows.get(i)));
        return new AnomalyLabels(anomaly, other, isAnomaly, rows.stream().mapToInt(Integer::intValue).toArray());
    }

    private static String anomaly(TreeMap<String, Integer> counts) {
        var first = counts.firstKey();
        var last = counts.lastKey();
        if (says(YES, first) && says(NO, last)) {
            return first;
        }
        if (says(NO, first) && says(YES, last)) {
            return last;
        }
        return counts.entrySet().stream()
                .min(Comparator.comparing(Map.Entry<String, Integer>::getValue).thenComparing(Map.Entry::getKey))
                .orElseThrow().getKey();
    }

    private static boolean says(Set<String> words, String label) {
        return words.contains(label.toLowerCase(Locale.ROOT));
    }

    /// The scores of the rows that have a label.
    public double[] of(double[] scores) {
        var own = new double[rows.length];
        for (int i = 0; i < own.length; i++) own[i] = scores[rows[i]];
        return own;
    }
}

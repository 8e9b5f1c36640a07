package dev.hourglass.cli.command;

import dev.hourglass.data.DataException;
import dev.hourglass.metric.RocCurve;
import dev.hourglass.model.WindowScores;
import dev.hourglass.tables.training.AnomalyLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Rows that a column calls anomalies, those of one kind that follow one another as one, and how many of them scores find: a stretch is
/// found if one of its rows is flagged.
///
/// @param all in the order of time
/// @param rows labelled rows
/// @param others rows with a score and without a label
/// @param falseAlarms of these
/// @param area under the ROC curve of rows
record LabelledStretches(List<Stretch> all, int rows, int others, int falseAlarms, double area) {
    /// @param kind as the column has it
    /// @param from the first row
    /// @param to one beyond the last
    record Stretch(String kind, int from, int to, boolean isFound) {}

    LabelledStretches {
        all = List.copyOf(all);
    }

    /// @param labels of each row in the order of time; null, or a word for no, where it is no anomaly
    /// @throws DataException if there is no labelled row, or no other one
    static LabelledStretches of(@Nullable String[] labels, WindowScores scores) {
        var all = new ArrayList<Stretch>();
        for (int row = 0; row < labels.length; row++) {
            var kind = labels[row];
            if (kind == null || AnomalyLabels.isNo(kind)) {
                continue;
            }
            int from = row;
            while (row + 1 < labels.length && kind.equals(labels[row + 1])) row++;
            boolean isFound = IntStream.rangeClosed(from, row).anyMatch(i -> scores.anomalies()[i]);
            all.add(new Stretch(kind, from, row + 1, isFound));
        }
        var isLabelled = new boolean[labels.length];
        all.forEach(stretch -> Arrays.fill(isLabelled, stretch.from(), stretch.to(), true));
        int[] scored = IntStream.range(0, labels.length).filter(row -> !Double.isNaN(scores.rows()[row])).toArray();
        var isAnomaly = new boolean[scored.length];
        for (int i = 0; i < scored.length; i++) isAnomaly[i] = isLabelled[scored[i]];
        var curve = RocCurve.of(IntStream.of(scored).mapToDouble(row -> scores.rows()[row]).toArray(), isAnomaly);
        int[] others = IntStream.of(scored).filter(row -> !isLabelled[row]).toArray();
        int alarms = (int) IntStream.of(others).filter(row -> scores.anomalies()[row]).count();
        return new LabelledStretches(all, scored.length - others.length, others.length, alarms, curve.area());
    }

    /// Of each kind, how many there are and how many are found.
    private Map<String, int[]> counts() {
        var counts = new TreeMap<String, int[]>();
        for (var stretch : all) {
            int[] count = counts.computeIfAbsent(stretch.kind(), _ -> new int[2]);
            count[0]++;
            count[1] += stretch.isFound() ? 1 : 0;
        }
        return counts;
    }

    /// `found 4 of 4 drift, 3 of 4 spike`.
    String found() {
        return "found " + String.join(", ", counts().entrySet().stream()
                .map(entry -> "%d of %d %s".formatted(entry.getValue()[1], entry.getValue()[0], entry.getKey()))
                .toList());
    }

    String text() {
        return String.format(Locale.ROOT, "%s; %,d of %,d other rows flagged; ROC AUC of rows %.3f", found(),
                falseAlarms, others, area);
    }

    Map<String, Object> fields() {
        var kinds = new LinkedHashMap<String, Object>();
        counts().forEach((kind, count) -> kinds.put(kind, Map.of("stretches", count[0], "found", count[1])));
        var fields = new LinkedHashMap<String, Object>();
        fields.put("kinds", kinds);
        fields.put("labelled_rows", rows);
        fields.put("other_rows", others);
        fields.put("false_alarms", falseAlarms);
        fields.put("roc_auc", area);
        return fields;
    }
}

package dev.hourglass.studio.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Values of several runs side by side.
final class RunComparison {
    private RunComparison() {}

    /// The names whose values are not the same everywhere, with the value of each run, empty where it has none.
    static List<Map<String, Object>> differences(List<Map<String, String>> runs) {
        return all(runs).stream()
                .filter(row -> ((List<?>) Objects.requireNonNull(row.get("values"))).stream().distinct().count() > 1)
                .toList();
    }

    /// All names, with the value of each run.
    static List<Map<String, Object>> all(List<Map<String, String>> runs) {
        var names = new LinkedHashSet<String>();
        runs.forEach(values -> names.addAll(values.keySet()));
        var rows = new ArrayList<Map<String, Object>>();
        for (var name : names) {
            var row = new LinkedHashMap<String, Object>();
            row.put("name", name);
            row.put("values", runs.stream().map(values -> values.getOrDefault(name, "")).toList());
            rows.add(row);
        }
        return rows;
    }
}

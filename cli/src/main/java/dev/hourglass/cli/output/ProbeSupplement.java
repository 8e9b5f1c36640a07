package dev.hourglass.cli.output;

import dev.hourglass.experiments.evaluation.Probe;
import dev.hourglass.experiments.report.TextTable;
import dev.hourglass.metric.ClassError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What `--probe` adds: how well codes predict the classes, and how well each class is reconstructed.
public record ProbeSupplement(Probe probe, List<ClassError> byClass) implements Supplement {
    public ProbeSupplement {
        byClass = List.copyOf(byClass);
    }

    @Override
    public List<String> lines() {
        var accuracies = new TextTable("lr")
                .row("classes predicted from codes by %d nearest neighbours".formatted(probe.neighbours()),
                        percent(probe.nearestNeighbours()))
                .row("classes predicted from codes by a linear probe", percent(probe.linear()));
        var errors = new TextTable("lrr").row("class", "samples", "mean squared error");
        byClass.forEach(error -> errors.row(
                error.name(),
                "%,d".formatted(error.samples()),
                String.format(Locale.ROOT, "%.5f", error.meanSquaredError())));
        var lines = new ArrayList<>(accuracies.lines());
        lines.addAll(errors.lines());
        return List.copyOf(lines);
    }

    @Override
    public Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("neighbours", probe.neighbours());
        fields.put("nearestNeighbours", probe.nearestNeighbours());
        fields.put("linear", probe.linear());
        fields.put("errorByClass", byClass.stream().map(ProbeSupplement::fields).toList());
        return Map.of("probe", fields);
    }

    private static Map<String, Object> fields(ClassError error) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("class", error.name());
        fields.put("samples", error.samples());
        fields.put("mse", error.meanSquaredError());
        return fields;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}

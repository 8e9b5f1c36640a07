package dev.hourglass.cli.output;

import dev.hourglass.experiments.RunResult;
import dev.hourglass.experiments.evaluation.TestEvaluation;
import dev.hourglass.experiments.report.Metric;
import dev.hourglass.experiments.report.TextTable;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.train.Diagnostic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What commands answer: lines for people, fields for machines.
public final class ResultOutput {
    private ResultOutput() {}

    /// The measures of a model and the comparison with PCA.
    public static List<String> lines(TestEvaluation evaluation) {
        var table = new TextTable("lrl");
        table.row("test samples", "%,d".formatted(evaluation.samples()), "");
        Metric.of(evaluation.metrics()).forEach(m -> table.row(m.label(), m.value(), m.unit()));
        var lines = new ArrayList<>(table.lines());
        if (!evaluation.klPerDimension().isEmpty()) {
            lines.add("divergence by dimension: " + evaluation.klPerDimension().stream()
                    .map(nats -> String.format(Locale.ROOT, "%.2f", nats))
                    .collect(Collectors.joining(" ")));
        }
        lines.add(evaluation.baseline().sentence());
        return List.copyOf(lines);
    }

    /// A training that is done.
    public static Map<String, Object> fields(RunResult result) {
        var training = result.training();
        var fields = fields(result.evaluation());
        fields.put("epochs", training.epochs().size());
        fields.put("seconds", training.seconds());
        fields.put("samplesPerSecond", training.samplesPerSecond());
        fields.put("weightsSha256", result.model().weightsSha256());
        fields.put("model", result.folder().model().toString());
        fields.put("run", result.folder().path().toString());
        fields.put("ending", training.ending().name().toLowerCase(Locale.ROOT));
        fields.put("findings", training.diagnostics().stream().map(ResultOutput::fields).toList());
        training.profile().ifPresent(profile -> fields.put("profile", ProfileFields.of(profile)));
        return fields;
    }

    /// A model that was evaluated again; time and speed are those of its evaluation, without PCA.
    ///
    /// @param epochs that it was trained for, if its file has it
    public static Map<String, Object> fields(
            TestEvaluation evaluation, TrainedAutoencoder model, Path file, Optional<Integer> epochs) {
        var fields = fields(evaluation);
        epochs.ifPresent(n -> fields.put("epochs", n));
        fields.put("seconds", evaluation.seconds());
        fields.put("samplesPerSecond", evaluation.samples() / Math.max(evaluation.seconds(), 1e-9));
        fields.put("weightsSha256", model.weightsSha256());
        fields.put("model", file.toString());
        return fields;
    }

    private static Map<String, Object> fields(TestEvaluation evaluation) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("metrics", evaluation.metrics());
        if (!evaluation.klPerDimension().isEmpty()) {
            fields.put("klPerDimension", evaluation.klPerDimension());
        }
        fields.put("referee", evaluation.baseline().sentence());
        return fields;
    }

    private static Map<String, Object> fields(Diagnostic finding) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("message", finding.message());
        fields.put("fatal", finding.fatal());
        return fields;
    }
}

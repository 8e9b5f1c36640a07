package dev.hourglass.app.report;

import dev.hourglass.app.run.Judgement;
import dev.hourglass.app.run.Outcome;
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
public final class Answer {
    private Answer() {}

    /// The measures of a model and the referee's sentence.
    public static List<String> lines(Judgement judgement) {
        var table = new TextTable("lrl");
        table.row("test samples", "%,d".formatted(judgement.samples()), "");
        Metric.of(judgement.metrics()).forEach(m -> table.row(m.label(), m.value(), m.unit()));
        var lines = new ArrayList<>(table.lines());
        if (!judgement.klPerDimension().isEmpty()) {
            lines.add("divergence by dimension: " + judgement.klPerDimension().stream()
                    .map(nats -> String.format(Locale.ROOT, "%.2f", nats))
                    .collect(Collectors.joining(" ")));
        }
        lines.add(judgement.referee().sentence());
        return List.copyOf(lines);
    }

    /// A training that is done.
    public static Map<String, Object> fields(Outcome outcome) {
        var training = outcome.training();
        var fields = fields(outcome.judgement());
        fields.put("epochs", training.epochs().size());
        fields.put("seconds", training.seconds());
        fields.put("samplesPerSecond", training.samplesPerSecond());
        fields.put("weightsSha256", outcome.model().weightsSha256());
        fields.put("model", outcome.folder().model().toString());
        fields.put("run", outcome.folder().path().toString());
        fields.put("ending", training.ending().name().toLowerCase(Locale.ROOT));
        fields.put("findings", training.diagnostics().stream().map(Answer::fields).toList());
        training.profile().ifPresent(profile -> fields.put("profile", ProfileFields.of(profile)));
        return fields;
    }

    /// A model that was judged again; time and speed are those of judging it, without the referee.
    ///
    /// @param epochs that it was trained for, where its file says so
    public static Map<String, Object> fields(
            Judgement judgement, TrainedAutoencoder model, Path file, Optional<Integer> epochs) {
        var fields = fields(judgement);
        epochs.ifPresent(n -> fields.put("epochs", n));
        fields.put("seconds", judgement.seconds());
        fields.put("samplesPerSecond", judgement.samples() / Math.max(judgement.seconds(), 1e-9));
        fields.put("weightsSha256", model.weightsSha256());
        fields.put("model", file.toString());
        return fields;
    }

    private static Map<String, Object> fields(Judgement judgement) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("metrics", judgement.metrics());
        if (!judgement.klPerDimension().isEmpty()) {
            fields.put("klPerDimension", judgement.klPerDimension());
        }
        fields.put("referee", judgement.referee().sentence());
        return fields;
    }

    private static Map<String, Object> fields(Diagnostic finding) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("message", finding.message());
        fields.put("fatal", finding.fatal());
        return fields;
    }
}

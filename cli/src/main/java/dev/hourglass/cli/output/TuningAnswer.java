package dev.hourglass.cli.output;

import dev.hourglass.experiments.FineTuningRun;
import dev.hourglass.experiments.RunFolder;
import dev.hourglass.experiments.Tuning;
import dev.hourglass.experiments.report.TextTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What `hourglass finetune` answers: lines for people, fields for machines.
public final class TuningAnswer {
    private TuningAnswer() {}

    /// Accuracy before and after, and beside the same network from random weights; the mean where there are several seeds.
    public static List<String> lines(FineTuningRun.Outcome outcome) {
        var table = new TextTable("lrl");
        table.row("labelled samples", "%,d".formatted(outcome.labels()), outcome.classes() + " classes");
        table.row("test samples", "%,d".formatted(outcome.testSamples()), "");
        var on = outcome.probed() < outcome.labels() ? " of %,d of them".formatted(outcome.probed()) : "";
        row(table, "before: linear softmax on the frozen codes" + on, outcome, t -> OptionalDouble.of(t.before()));
        row(table, "after: encoder and head fine-tuned", outcome, t -> OptionalDouble.of(t.after()));
        row(table, "the same network from random weights", outcome, Tuning::fromScratch);
        var scratch = mean(outcome, Tuning::fromScratch);
        if (scratch.isPresent()) {
            double gain = mean(outcome, t -> OptionalDouble.of(t.after())).orElseThrow() - scratch.getAsDouble();
            table.row("gain from pretraining", String.format(Locale.ROOT, "%+.2f", 100 * gain), "points");
        }
        return table.lines();
    }

    private static void row(
            TextTable table, String label, FineTuningRun.Outcome outcome, Function<Tuning, OptionalDouble> part) {
        var mean = mean(outcome, part);
        if (mean.isEmpty()) {
            return;
        }
        var each = outcome.tunings().size() == 1
                ? ""
                : "mean of " + outcome.tunings().stream().map(part).flatMapToDouble(OptionalDouble::stream)
                        .mapToObj(share -> String.format(Locale.ROOT, "%.2f", 100 * share))
                        .collect(Collectors.joining(", "));
        table.row(label, String.format(Locale.ROOT, "%.2f %%", 100 * mean.getAsDouble()), each);
    }

    private static OptionalDouble mean(FineTuningRun.Outcome outcome, Function<Tuning, OptionalDouble> part) {
        return outcome.tunings().stream().map(part).flatMapToDouble(OptionalDouble::stream).average();
    }

    public static Map<String, Object> fields(FineTuningRun.Outcome outcome, RunFolder folder) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("labels", outcome.labels());
        fields.put("classes", outcome.classes());
        fields.put("testSamples", outcome.testSamples());
        fields.put("before", mean(outcome, t -> OptionalDouble.of(t.before())).orElseThrow());
        fields.put("after", mean(outcome, t -> OptionalDouble.of(t.after())).orElseThrow());
        mean(outcome, Tuning::fromScratch).ifPresent(share -> fields.put("fromScratch", share));
        fields.put("seeds", outcome.tunings().stream().map(TuningAnswer::fields).toList());
        fields.put("weightsSha256", outcome.model().weightsSha256());
        fields.put("model", folder.model().toString());
        fields.put("run", folder.path().toString());
        return fields;
    }

    private static Map<String, Object> fields(Tuning tuning) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("seed", tuning.seed());
        fields.put("before", tuning.before());
        fields.put("after", tuning.after());
        tuning.fromScratch().ifPresent(share -> fields.put("fromScratch", share));
        return fields;
    }
}

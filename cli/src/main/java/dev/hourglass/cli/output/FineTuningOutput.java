package dev.hourglass.cli.output;

import dev.hourglass.experiments.FineTuningResult;
import dev.hourglass.experiments.FineTuningRun;
import dev.hourglass.experiments.RunFolder;
import dev.hourglass.experiments.report.TextTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What `hourglass finetune` answers: lines for people, fields for machines.
public final class FineTuningOutput {
    private FineTuningOutput() {}

    /// Accuracy before and after, and beside the same network from random weights; the mean where there are several seeds.
    public static List<String> lines(FineTuningRun.Results result) {
        var table = new TextTable("lrl");
        table.row("labelled samples", "%,d".formatted(result.labels()), result.classes() + " classes");
        table.row("test samples", "%,d".formatted(result.testSamples()), "");
        var on = result.probed() < result.labels() ? " of %,d of them".formatted(result.probed()) : "";
        row(table, "before: linear softmax on the frozen codes" + on, result, t -> OptionalDouble.of(t.before()));
        row(table, "after: encoder and head fine-tuned", result, t -> OptionalDouble.of(t.after()));
        row(table, "the same network from random weights", result, FineTuningResult::fromScratch);
        var scratch = mean(result, FineTuningResult::fromScratch);
        if (scratch.isPresent()) {
            double gain = mean(result, t -> OptionalDouble.of(t.after())).orElseThrow() - scratch.getAsDouble();
            table.row("gain from pretraining", String.format(Locale.ROOT, "%+.2f", 100 * gain), "points");
        }
        return table.lines();
    }

    private static void row(
            TextTable table, String label, FineTuningRun.Results result,
            Function<FineTuningResult, OptionalDouble> part) {
        var mean = mean(result, part);
        if (mean.isEmpty()) {
            return;
        }
        var each = result.bySeed().size() == 1
                ? ""
                : "mean of " + result.bySeed().stream().map(part).flatMapToDouble(OptionalDouble::stream)
                        .mapToObj(share -> String.format(Locale.ROOT, "%.2f", 100 * share))
                        .collect(Collectors.joining(", "));
        table.row(label, String.format(Locale.ROOT, "%.2f %%", 100 * mean.getAsDouble()), each);
    }

    private static OptionalDouble mean(FineTuningRun.Results result, Function<FineTuningResult, OptionalDouble> part) {
        return result.bySeed().stream().map(part).flatMapToDouble(OptionalDouble::stream).average();
    }

    public static Map<String, Object> fields(FineTuningRun.Results result, RunFolder folder) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("labels", result.labels());
        fields.put("classes", result.classes());
        fields.put("testSamples", result.testSamples());
        fields.put("before", mean(result, t -> OptionalDouble.of(t.before())).orElseThrow());
        fields.put("after", mean(result, t -> OptionalDouble.of(t.after())).orElseThrow());
        mean(result, FineTuningResult::fromScratch).ifPresent(share -> fields.put("fromScratch", share));
        fields.put("seeds", result.bySeed().stream().map(FineTuningOutput::fields).toList());
        fields.put("weightsSha256", result.model().weightsSha256());
        fields.put("model", folder.model().toString());
        fields.put("run", folder.path().toString());
        return fields;
    }

    private static Map<String, Object> fields(FineTuningResult tuning) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("seed", tuning.seed());
        fields.put("before", tuning.before());
        fields.put("after", tuning.after());
        tuning.fromScratch().ifPresent(share -> fields.put("fromScratch", share));
        return fields;
    }
}

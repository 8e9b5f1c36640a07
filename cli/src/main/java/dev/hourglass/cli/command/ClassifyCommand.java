package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.cli.output.ConfusionText;
import dev.hourglass.data.Dataset;
import dev.hourglass.experiments.DataChange;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.metric.Confusion;
import dev.hourglass.model.Classifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hourglass classify`: samples in, classes out.
@Command(
        name = "classify",
        description = {
            "Predicts the classes of samples, with probabilities, using a model from hourglass finetune.",
            "",
            "If the samples have labels, prints the accuracy and the confusion matrix; otherwise, or with --out, one line "
                    + "per sample.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass classify runs/stacked-classifier-1/model.hourglass",
            "  hourglass classify runs/stacked-classifier-1/model.hourglass --data pictures/ --out classes.csv"
        })
public final class ClassifyCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final ModelParameter file = new ModelParameter();

    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--part",
            paramLabel = "PART",
            description = "Which samples: ${COMPLETION-CANDIDATES}. Default: the test samples, or all samples of --data "
                    + "without a test set.")
    private Optional<SplitPart> part = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "A .csv file with one line per sample: its file or number, its label if known, the predicted "
                    + "class, and the probability of every class as p_CLASS.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private final JsonOption json = new JsonOption();

    public ClassifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        out.ifPresent(path -> OutputFormat.of(path, command, OutputFormat.CSV));
        var classifier = file.loadClassifier();
        var source = data.open(classifier.model(), command);
        var asked = part.orElse(data.isGiven() && source.parts().size() == 1 ? SplitPart.ALL : SplitPart.TEST);
        var samples = asked.of(source);
        boolean isLabelled = samples.stream().allMatch(set -> set.labels().isPresent());
        if (isLabelled) {
            // A class that the model does not know is refused before anything is computed.
            samples.forEach(classifier.model()::withOwnClasses);
        }
        var change = isLabelled && asked == SplitPart.TEST
                ? DataChange.report(console, classifier.model(), source, source.split())
                : Optional.<DataChange>empty();
        var predictions = samples.stream().flatMap(set -> predictions(classifier, set)).toList();
        var csv = Prediction.csv(
                predictions, SampleColumns.of(samples).orNumbered(predictions.size()), classifier.classNames());
        if (out.isPresent()) {
            OutputFile.write(out.get(), csv.text().getBytes(StandardCharsets.UTF_8));
            console.report("wrote the classes of %s to %s".formatted(CountedNoun.text(predictions.size(), "sample"),
                    out.get()));
        }
        var confusion = isLabelled
                ? Optional.of(Confusion.sum(samples.stream().map(classifier::confusion).toList()))
                : Optional.<Confusion>empty();
        if (json.wanted()) {
            var fields = fields(classifier, predictions, confusion);
            change.ifPresent(found -> fields.putAll(found.fields()));
            console.print(JsonText.line(fields));
        } else if (confusion.isPresent()) {
            ConfusionText.lines(confusion.get(), classifier.classNames()).forEach(console::print);
        } else if (out.isEmpty()) {
            csv.lines().forEach(console::print);
        }
        return 0;
    }

    private static Stream<Prediction> predictions(Classifier classifier, Dataset set) {
        var probabilities = classifier.probabilities(set);
        var classes = Classifier.mostProbable(probabilities);
        return IntStream.range(0, classes.length).mapToObj(i -> new Prediction(classes[i], probabilities[i]));
    }

    private Map<String, Object> fields(
            Classifier classifier, List<Prediction> predictions, Optional<Confusion> confusion) {
        var names = classifier.classNames();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("samples", predictions.size());
        fields.put("classNames", names);
        confusion.ifPresent(counted -> {
            fields.put("accuracy", counted.accuracy());
            fields.put("confusion",
                    Arrays.stream(counted.counts()).map(row -> Arrays.stream(row).boxed().toList()).toList());
        });
        fields.put("classes", predictions.stream().map(one -> names.get(one.predicted())).toList());
        fields.put("probabilities", predictions.stream().map(Prediction::probability).toList());
        fields.put("model", file.path().toString());
        return fields;
    }
}

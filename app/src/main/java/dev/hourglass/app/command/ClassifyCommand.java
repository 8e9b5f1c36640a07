package dev.hourglass.app.command;

import dev.hourglass.app.report.ConfusionText;
import dev.hourglass.app.run.Console;
import dev.hourglass.app.run.DataSource;
import dev.hourglass.app.run.Json;
import dev.hourglass.data.Dataset;
import dev.hourglass.metric.Confusion;
import dev.hourglass.model.Classifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hourglass classify`: samples in, classes out.
@Command(
        name = "classify",
        description = {
            "Tells the classes of samples, with probabilities. Takes a model that hourglass finetune made.",
            "",
            "Where the samples have labels, the share that is told right and the confusion of classes go to standard "
                    + "output; where they have none, a line for each sample does.",
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
            description = "Which samples: ${COMPLETION-CANDIDATES}. Where absent, the test samples; all of data that are "
                    + "named and have no test part.")
    private Optional<Part> part = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "A .csv file for a line for each sample: its file or number, its label where known, the class, "
                    + "then the probability of every class.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private final JsonOption json = new JsonOption();

    public ClassifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        out.ifPresent(path -> Form.of(path, command, Form.CSV));
        var classifier = Classifier.of(file.load());
        var source = data.open(classifier.model(), command);
        var asked = part.orElse(data.isGiven() && source.parts().size() == 1 ? Part.ALL : Part.TEST);
        var samples = asked.of(source);
        var told = new ArrayList<ToldClass>();
        for (var set : samples) {
            addTold(classifier, set, told);
        }
        var names = names(source, asked);
        if (out.isPresent()) {
            ToldClass.write(told, names, classifier.classes(), out.get());
            console.say("wrote the classes of %,d samples into %s".formatted(told.size(), out.get()));
        }
        boolean isLabelled = samples.stream().allMatch(set -> set.labels().isPresent());
        var confusion = isLabelled
                ? Optional.of(Confusion.sum(samples.stream().map(classifier::confusion).toList()))
                : Optional.<Confusion>empty();
        if (json.wanted()) {
            console.print(Json.line(fields(told, confusion)));
        } else if (confusion.isPresent()) {
            ConfusionText.lines(confusion.get()).forEach(console::print);
        } else if (out.isEmpty()) {
            ToldClass.print(told, names, classifier.classes(), console.out());
        }
        return 0;
    }

    private static void addTold(Classifier classifier, Dataset set, List<ToldClass> told) {
        var probabilities = classifier.probabilities(set);
        var classes = Classifier.mostProbable(probabilities);
        for (int i = 0; i < classes.length; i++) {
            int sample = i;
            told.add(new ToldClass(set.labels().map(labels -> labels.of(sample)), classes[i], probabilities[i]));
        }
    }

    /// The files of a folder of pictures, where all of them are asked for.
    private static List<String> names(DataSource source, Part asked) {
        return asked == Part.ALL
                ? source.pictures().orElse(List.of()).stream().map(Path::toString).toList()
                : List.of();
    }

    private Map<String, Object> fields(List<ToldClass> told, Optional<Confusion> confusion) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("samples", told.size());
        confusion.ifPresent(counted -> {
            fields.put("accuracy", counted.accuracy());
            fields.put("confusion",
                    Arrays.stream(counted.counts()).map(row -> Arrays.stream(row).boxed().toList()).toList());
        });
        fields.put("classes", told.stream().map(ToldClass::told).toList());
        fields.put("probabilities", told.stream().map(one -> one.probabilities()[one.told()]).toList());
        fields.put("model", file.path().toString());
        return fields;
    }
}

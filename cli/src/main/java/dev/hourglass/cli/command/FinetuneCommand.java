package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.cli.output.FineTuningOutput;
import dev.hourglass.experiments.DataChange;
import dev.hourglass.experiments.FineTuningRun;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.experiments.RunMetadata;
import dev.hourglass.experiments.figure.Figures;
import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.internal.file.AtomicFile;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.schedule.Cosine;
import dev.hourglass.train.FineTuning;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hourglass finetune`: an autoencoder and labels in, a classifier out.
@Command(
        name = "finetune",
        description = {
            "Trains a classifier: adds a softmax head to an encoder and trains both on labelled samples.",
            "",
            "Reports the accuracy on the test samples before (a linear softmax on the frozen codes) and after. The test samples "
                    + "are evaluated after every epoch for the figure, but not used to select anything.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass finetune runs/stacked-1/model.hourglass",
            "  hourglass finetune runs/stacked-1/model.hourglass --labels 1000 --from-scratch --seeds 3"
        })
public final class FinetuneCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final ModelParameter file = new ModelParameter();

    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--labels",
            paramLabel = "N",
            description = "Train on N labelled samples, the same number of each class, drawn at random. Default: all.")
    private Optional<Integer> labels = Optional.empty();

    @Option(
            names = "--from-scratch",
            description = "Also train the same network from random weights and report its accuracy.")
    private boolean fromScratch;

    @Option(names = "--epochs", paramLabel = "N", description = "Number of epochs. Default: ${DEFAULT-VALUE}.")
    private int epochs = 40;

    @Option(names = "--batch", paramLabel = "N", description = "Samples per step. Default: ${DEFAULT-VALUE}.")
    private int batch = 50;

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            description = "The learning rate of Adam, with a cosine schedule. Default: ${DEFAULT-VALUE}.")
    private double learningRate = 0.001;

    @Option(
            names = "--dropout",
            paramLabel = "RATE",
            description = "Dropout rate after each dense layer of the encoder. Default: no dropout.")
    private double dropout;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The seed of the labelled samples, the head's initial weights, the order and dropout. Default: "
                    + "${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Repeat for N seeds, starting with --seed, and report the mean; saves the first model. Default: "
                    + "${DEFAULT-VALUE}.")
    private int seeds = 1;

    @Mixin
    private final RunFolderOptions folders = new RunFolderOptions();

    @Mixin
    private final Threads threads = new Threads();

    @Mixin
    private final JsonOption json = new JsonOption();

    public FinetuneCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        threads.check(command);
        if (seeds < 1) {
            throw new ParameterException(command.commandLine(), "--seeds: expected at least 1, found " + seeds);
        }
        var pretrained = file.loadOfSamples();
        var options = TrainingOptions.of(new Adam(learningRate)).withSchedule(new Cosine(0)).withEpochs(epochs)
                .withBatchSize(batch).withSeed(seed);
        FineTuning.requireEncoder(pretrained.spec());
        var source = data.open(pretrained, command);
        DataChange.report(console, pretrained, source, source.split());
        var name = RunMetadata.name(pretrained).orElse("model") + "-classifier";
        var folder = folders.create(name);
        var done = new FineTuningRun(console, folder, labels, dropout, fromScratch, threads.count())
                .run(pretrained, source, options, seeds);
        if (done.isEmpty()) {
            console.report("interrupted before the first training started: nothing was written");
            return 1;
        }
        var result = done.get();
        var spec = new Experiment(Optional.of(source.name()), result.model().spec(), options);
        AtomicFile.replace(folder.spec(), SpecFile.write(spec));
        if (Figures.possible()) {
            Figures.ofTuning(result).save(folder.figures());
        }
        console.report("wrote %s and a figure".formatted(folder.model()));
        if (json.wanted()) {
            console.print(JsonText.line(FineTuningOutput.fields(result, folder)));
        } else {
            FineTuningOutput.lines(result).forEach(console::print);
        }
        return 0;
    }
}

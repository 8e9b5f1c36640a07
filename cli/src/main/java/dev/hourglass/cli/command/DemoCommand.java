package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.cli.output.Answer;
import dev.hourglass.datasets.DataSource;
import dev.hourglass.datasets.ImageFolder;
import dev.hourglass.experiments.Outcome;
import dev.hourglass.experiments.RunFolder;
import dev.hourglass.experiments.TrainingRun;
import dev.hourglass.experiments.report.RunReport;
import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.train.Trainer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hourglass demo`: the main job from one command, told as it happens.
@Command(
        name = "demo",
        description = {
            "Trains a denoising autoencoder on the bundled MNIST digits and shows the results.",
            "",
            "Takes one or two minutes on two cores.",
            ""
        },
        footer = {"", "Example:", "  hourglass demo --out my-first-run"})
public final class DemoCommand implements Callable<Integer> {
    private static final String NAME = "denoise";
    private static final String SPEC = "/dev/hourglass/cli/examples/denoise.yaml";
    private static final List<String> SHORT = List.of("train.epochs=5");

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "The output folder. Default: the next free runs/demo-N.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private final Threads threads = new Threads();

    public DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        threads.check(command);
        var experiment = SpecFile.parse("denoise.yaml", spec(), SHORT);
        Trainer.warmUp(experiment.model());
        var data = DataSource.open(experiment.data().orElse("mnist"), ImageFolder.Options.DEFAULT);
        var folder = out.isPresent() ? RunFolder.at(out.get(), false) : RunFolder.next(Path.of("runs"), "demo");
        introduce(data);
        new TrainingRun(console, folder, threads.count()).train(NAME, experiment, data, this::conclude);
        return 0;
    }

    private void introduce(DataSource data) {
        console.report(
                """
                Hourglass demo: a denoising autoencoder for handwritten digits

                It trains on %,d noisy digits and learns to reconstruct the clean ones. Each image of 784 pixels passes
                through a code of size 256, the waist of the hourglass: enough for strokes, too little for noise. Then
                it is evaluated on %,d test digits.
                """
                        .formatted(data.split().train().size(), data.split().test().size()));
    }

    private void conclude(Outcome outcome) {
        RunReport.write(outcome, console);
        console.report("");
        Answer.lines(outcome.judgement()).forEach(console::print);
        var folder = outcome.folder();
        console.report(
                """

                The digits before and after: %s
                The report:                  %s

                Next steps:
                  ./hourglass inspect %s
                  ./hourglass train examples/dense.yaml         (the simplest autoencoder, in seconds)
                  ./hourglass train examples/vae.yaml           (generates new digits)
                  ./hourglass train examples/denoise.yaml       (this one, trained longer)"""
                        .formatted(folder.figures().resolve("reconstructions.png"), folder.report(), folder.model()));
    }

    private static String spec() throws IOException {
        try (var file = DemoCommand.class.getResourceAsStream(SPEC)) {
            if (file == null) {
                throw new FileNotFoundException(SPEC + ": missing from the program's own files");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

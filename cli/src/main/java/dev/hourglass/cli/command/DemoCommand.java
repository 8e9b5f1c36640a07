package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.cli.output.ResultOutput;
import dev.hourglass.datasets.DataSource;
import dev.hourglass.datasets.ImageFolder;
import dev.hourglass.experiments.RunResult;
import dev.hourglass.experiments.TrainingRun;
import dev.hourglass.experiments.report.RunReport;
import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.train.Trainer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `hourglass demo`: the main job from one command, with its progress.
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

    @Mixin
    private final RunFolderOptions folders = new RunFolderOptions();

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
        var folder = folders.create("demo");
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

    private void conclude(RunResult result) {
        RunReport.write(result, console);
        console.report("");
        ResultOutput.lines(result.evaluation()).forEach(console::print);
        var folder = result.folder();
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

package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.cli.output.Answer;
import dev.hourglass.cli.output.ProfileText;
import dev.hourglass.experiments.Json;
import dev.hourglass.experiments.Outcome;
import dev.hourglass.experiments.RunFolder;
import dev.hourglass.experiments.TrainingRun;
import dev.hourglass.experiments.TrainingRun.Resuming;
import dev.hourglass.experiments.report.RunReport;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.NoCheckpoints;
import dev.hourglass.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hourglass train`: a spec and data in, a run folder out.
@Command(
        name = "train",
        description = {
            "Trains an autoencoder from a YAML file.",
            "",
            "Writes a folder with the model, its spec, the training history, checkpoints, figures and a report. Ctrl-C ends the "
                    + "training and saves the model so far.",
            "",
            "Checkpoints are saved at the end of an epoch, at most one per minute, and when the training ends or is "
                    + "interrupted. --resume continues an interrupted run. --set train.checkpoint=5 saves one every 5 epochs, "
                    + "--set train.checkpoint=off none.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass train examples/dense.yaml",
            "  hourglass train examples/dense.yaml --epochs 5 --set train.batch=64",
            "  hourglass train examples/denoise.yaml --data pictures/ --resize",
            "  hourglass train examples/denoise.yaml --epochs 1 --profile",
            "  hourglass train examples/denoise.yaml --out cleaner --resume"
        })
public final class TrainCommand implements Callable<Integer> {
    private static final Path RUNS = Path.of("runs");

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final SpecOptions spec = new SpecOptions();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "The output folder. Default: the next free runs/NAME-N.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--force", description = "Write to the folder of --out even if it is not empty.")
    private boolean force;

    @Option(
            names = "--resume",
            description = "Continue from the latest checkpoint in the folder of --out or, without --out, in the latest "
                    + "runs/NAME-N; without a checkpoint, start from the beginning. The result is bit-identical.")
    private boolean isResuming;

    @Option(
            names = "--profile",
            description = "Report the training time by layer on standard error; with --json, in the field profile. The "
                    + "result is bit-identical.")
    private boolean isProfiling;

    @Mixin
    private final Threads threads = new Threads();

    @Mixin
    private final JsonOption json = new JsonOption();

    public TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        threads.check(command);
        var name = spec.name();
        var experiment = spec.experiment();
        Trainer.warmUp(experiment.model());
        var source = spec.open(experiment, command);
        int samples = source.split().train().size();
        var folder = folder(name, experiment);
        console.report("training %s on %,d samples of %s, %d threads, output in %s"
                .formatted(name, samples, source.name(), threads.count(), folder.path()));
        var resuming = isResuming ? Resuming.NOW : Resuming.LATER;
        new TrainingRun(console, folder, threads.count(), isProfiling, resuming)
                .train(name, experiment, source, this::finish);
        return 0;
    }

    private RunFolder folder(String name, Experiment experiment) {
        if (!isResuming) {
            return out.isPresent() ? RunFolder.at(out.get(), force) : RunFolder.next(RUNS, name);
        }
        if (experiment.train().checkpoint() instanceof NoCheckpoints) {
            throw new ParameterException(
                    command.commandLine(),
                    "--resume: expected checkpoints, found train.checkpoint: off; remove one of them");
        }
        return out.map(path -> RunFolder.at(path, true))
                .or(() -> RunFolder.latest(RUNS, name))
                .orElseGet(() -> RunFolder.next(RUNS, name));
    }

    private void finish(Outcome outcome) {
        RunReport.write(outcome, console);
        console.report("wrote %s, %s and figures".formatted(outcome.folder().model(), outcome.folder().report()));
        if (isProfiling) {
            ProfileText.lines(outcome.training().profile()).forEach(console::report);
        }
        if (json.wanted()) {
            console.print(Json.line(Answer.fields(outcome)));
        } else {
            Answer.lines(outcome.judgement()).forEach(console::print);
        }
    }
}

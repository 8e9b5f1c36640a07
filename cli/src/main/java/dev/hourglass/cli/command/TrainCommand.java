package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.cli.output.ProfileText;
import dev.hourglass.cli.output.ResultOutput;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.experiments.RunFolder;
import dev.hourglass.experiments.RunResult;
import dev.hourglass.experiments.TrainingRun;
import dev.hourglass.experiments.TrainingRun.Resuming;
import dev.hourglass.experiments.report.RunReport;
import dev.hourglass.experiments.yaml.SpecDocument;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.NoCheckpoints;
import dev.hourglass.table.TableExperiment;
import dev.hourglass.train.Trainer;
import java.io.IOException;
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
            "Trains an autoencoder from a YAML file, or from a table.",
            "",
            "Writes a folder with the model, its spec, the training history, checkpoints, figures and a report. Ctrl-C ends the "
                    + "training and saves the model so far.",
            "",
            "Tables are trained on twice: the first training finds the most unusual rows, which the second one leaves out. The "
                    + "model is the second one's, so that Ctrl-C saves nothing before that.",
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
            "  hourglass train examples/penguins.yaml",
            "  hourglass train claims.csv --label fraud --id claim_id",
            "  hourglass train claims.csv --set model.autoencoder=variational",
            "  hourglass train examples/dense.yaml --epochs 5 --set train.batch=64",
            "  hourglass train examples/denoise.yaml --data pictures/ --resize",
            "  hourglass train examples/denoise.yaml --epochs 1 --profile",
            "  hourglass train examples/denoise.yaml --out cleaner --resume"
        })
public final class TrainCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final SpecOptions spec = new SpecOptions();

    @Mixin
    private final TableColumnOptions columns = new TableColumnOptions();

    @Mixin
    private final RunFolderOptions folders = new RunFolderOptions();

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
        var file = spec.path().toString();
        if (TableColumnOptions.isTable(file)) {
            spec.requireNoneForTables(command);
            trainTable(TableTrainer.name(file), spec.over(columns.over(spec.ofTable(file))));
            return 0;
        }
        var document = SpecDocument.read(spec.path());
        if (document.isOfTable()) {
            trainTable(spec.name(), columns.over(spec.tableExperiment(document, command)));
            return 0;
        }
        columns.requireNone(command);
        var name = spec.name();
        var experiment = spec.experiment(document);
        Trainer.warmUp(experiment.model());
        var source = spec.open(experiment, command);
        int samples = source.split().train().size();
        var folder = folder(name, experiment);
        console.report("training %s on %s of %s, %s, output in %s"
                .formatted(name, CountedNoun.text(samples, "sample"), source.name(),
                        CountedNoun.text(threads.count(), "thread"), folder.path()));
        var resuming = isResuming ? Resuming.NOW : Resuming.LATER;
        new TrainingRun(console, folder, threads.count(), isProfiling, resuming)
                .train(name, experiment, document.textOf(experiment), source, this::finish);
        return 0;
    }

    private void trainTable(String name, TableExperiment experiment) {
        if (isProfiling) {
            throw new ParameterException(command.commandLine(),
                    "--profile: expected samples to train on, found a table");
        }
        var folder = isResuming ? folders.latest(name) : folders.create(name);
        var resuming = isResuming ? Resuming.NOW : Resuming.LATER;
        new TableTrainer(console, json.wanted())
                .train(name, experiment, folder,
                        new TrainingRun(console, folder, threads.count(), isProfiling, resuming));
    }

    private RunFolder folder(String name, Experiment experiment) {
        if (!isResuming) {
            return folders.create(name);
        }
        if (experiment.train().checkpoint() instanceof NoCheckpoints) {
            throw new ParameterException(
                    command.commandLine(),
                    "--resume: expected checkpoints, found train.checkpoint: off; remove one of them");
        }
        return folders.latest(name);
    }

    private void finish(RunResult result) {
        RunReport.write(result, console);
        console.report("wrote %s, %s and figures".formatted(result.folder().model(), result.folder().report()));
        if (isProfiling) {
            ProfileText.lines(result.training().profile()).forEach(console::report);
        }
        if (json.wanted()) {
            console.print(JsonText.line(ResultOutput.fields(result)));
        } else {
            ResultOutput.lines(result.evaluation()).forEach(console::print);
        }
    }
}

package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.experiments.report.RunReport;
import dev.hourglass.experiments.report.SweepReport;
import dev.hourglass.experiments.sweep.Budget;
import dev.hourglass.experiments.sweep.Grid;
import dev.hourglass.experiments.sweep.Sweep;
import dev.hourglass.experiments.sweep.Variation;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hourglass sweep`: one spec, trained with every combination of some values.
@Command(
        name = "sweep",
        description = {
            "Trains a spec with every combination of values and compares the results with each other and with PCA.",
            "",
            "Writes a folder for each run, and a table (sweep.csv), a figure and a report of all runs. When repeated, it trains "
                    + "only unfinished runs.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass sweep examples/dense.yaml --vary code=2,8,36,64 --vary loss=mse,bce",
            "  hourglass sweep examples/dense.yaml --vary layers=1,2,3 --vary units=64,256 --budget 30",
            "  hourglass sweep examples/denoise.yaml --vary train.optimizer.adam.learning_rate=0.0003,0.001,0.003"
        })
public final class SweepCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final SpecOptions spec = new SpecOptions();

    @Option(
            names = "--vary",
            paramLabel = "KEY=VALUES",
            required = true,
            description = "The values to try, such as code=2,8,36. May be repeated. Keys: code (code size), layers (dense "
                    + "layers from input to code, and back), units (of each layer in between), loss (mse or bce), "
                    + "and any key of --set.")
    private List<String> variations = new ArrayList<>();

    @Option(
            names = "--budget",
            paramLabel = "MINUTES",
            description = "Skip runs that would probably not finish within this time, and list them.")
    private Optional<Double> budget = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "The output folder. Finished runs in it are not trained again. Default: runs/NAME-sweep.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private final Threads threads = new Threads();

    @Mixin
    private final JsonOption json = new JsonOption();

    public SweepCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        threads.check(command);
        budget.filter(minutes -> !(minutes > 0)).ifPresent(minutes -> {
            throw new ParameterException(
                    command.commandLine(), "--budget: expected more than 0 minutes, found " + minutes);
        });
        var clock = new Budget(budget, System::nanoTime);
        var experiment = spec.experiment();
        var trials = Grid.of(spec.path().toString(), experiment, variations.stream().map(Variation::parse).toList());
        Trainer.warmUp(experiment.model());
        var data = spec.open(experiment, command);
        var folder = out.orElseGet(() -> RunFolderOptions.RUNS.resolve(spec.name() + "-sweep"));
        console.report("%s of %s on %s of %s, %s, output in %s"
                .formatted(
                        CountedNoun.text(trials.size(), "run"), spec.name(),
                        CountedNoun.text(data.split().train().size(), "sample"), data.name(),
                        CountedNoun.text(threads.count(), "thread"), folder));
        var sweep = new Sweep(
                console, folder, data, threads.count(), clock, result -> RunReport.write(result, console));
        var report = new SweepReport(spec.name(), data.split().test().name(), sweep.run(trials));
        report.write(folder, console);
        console.report("wrote %s and %s".formatted(SweepReport.csv(folder), SweepReport.page(folder)));
        if (json.wanted()) {
            console.print(JsonText.line(report.fields(folder)));
        } else {
            report.lines().forEach(console::print);
        }
        return 0;
    }
}

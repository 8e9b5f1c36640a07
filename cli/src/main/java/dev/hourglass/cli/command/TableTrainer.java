package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.cli.output.TableOutput;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.experiments.LockedRun;
import dev.hourglass.experiments.RunFolder;
import dev.hourglass.experiments.TrainingRun;
import dev.hourglass.table.TableExperiment;
import dev.hourglass.tables.Table;
import dev.hourglass.tables.TableLimits;
import dev.hourglass.tables.TablePlan;
import dev.hourglass.tables.TableSource;
import dev.hourglass.tables.report.TableReport;
import dev.hourglass.tables.training.DescribedTable;
import dev.hourglass.tables.training.TableTraining;
import dev.hourglass.tables.training.TableTraining.Outcome;
import java.nio.file.Path;

/// `hourglass train` for a table: what is inferred from the file, a model of its rows, and how well its scores find anomalies.
record TableTrainer(Console console, boolean isJson) {
    /// What reports call the model of a file.
    static String name(String file) {
        return Path.of(file.equals(TableSource.STANDARD_INPUT) ? "table" : file.replaceAll("[*?].*", ""))
                .toAbsolutePath()
                .getFileName().toString().replaceFirst("\\.[^/]*$", "");
    }

    /// Plans and trains in the locked folder.
    ///
    /// @param name of the run
    void train(String name, TableExperiment wanted, RunFolder folder, TrainingRun run) {
        run.inFolder(locked -> train(name, wanted, folder, locked));
    }

    private void train(String name, TableExperiment wanted, RunFolder folder, LockedRun run) {
        var described = new DescribedTable(wanted);
        try (var table = Table.open(described.source(), TableLimits.DEFAULT)) {
            var plan = TablePlan.of(table.profile(), described.request());
            plan.lines().forEach(console::report);
            new TableTraining(console)
                    .train(name, wanted, table, plan, folder, run, outcome -> finish(name, outcome, folder));
        }
    }

    private void finish(String name, Outcome outcome, RunFolder folder) {
        TableReport.write(name, outcome, folder, console);
        console.report("wrote %s, %s and figures".formatted(folder.model(), folder.report()));
        if (isJson) {
            console.print(JsonText.line(TableOutput.fields(outcome, folder)));
        } else {
            TableOutput.lines(outcome).forEach(console::print);
        }
    }
}

package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.cli.output.TableOutput;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.experiments.RunFolder;
import dev.hourglass.experiments.TrainingRun;
import dev.hourglass.tables.Table;
import dev.hourglass.tables.TableLimits;
import dev.hourglass.tables.TablePlan;
import dev.hourglass.tables.TableSource;
import dev.hourglass.tables.report.TableReport;
import dev.hourglass.tables.training.TableTraining;
import dev.hourglass.tables.training.TableTraining.Outcome;
import java.nio.file.Path;
import java.util.Optional;

/// `hourglass train` for a table: what is inferred from the file, a model of its rows, and how well its scores find anomalies.
///
/// @param seed of weights, order of rows and noise
/// @param epochs of each training; empty for as many as suit the rows
record TableTrainer(
        Console console, TableColumnOptions columns, long seed, Optional<Integer> epochs, int threads, boolean isJson) {
    /// What reports call the model of a file.
    static String name(String file) {
        return Path.of(file.equals(TableSource.STANDARD_INPUT) ? "table" : file.replaceAll("[*?].*", ""))
                .toAbsolutePath()
                .getFileName().toString().replaceFirst("\\.[^/]*$", "");
    }

    void train(String file, RunFolder folder, TrainingRun run) {
        try (var table = Table.open(columns.source(file), TableLimits.DEFAULT)) {
            var plan = TablePlan.of(table.profile(), columns.request());
            plan.lines().forEach(console::report);
            new TableTraining(console, threads, epochs)
                    .train(name(file), columns.location(file), table, plan, seed, folder, run,
                            outcome -> finish(name(file), outcome, folder));
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

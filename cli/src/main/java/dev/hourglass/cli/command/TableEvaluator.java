package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.cli.output.TableOutput;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.experiments.RunFolder;
import dev.hourglass.experiments.RunMetadata;
import dev.hourglass.experiments.evaluation.TestEvaluation;
import dev.hourglass.model.TableModel;
import dev.hourglass.model.TabularModel;
import dev.hourglass.model.WindowModel;
import dev.hourglass.tables.TableSource;
import dev.hourglass.tables.report.TableReport;
import dev.hourglass.tables.training.EvaluatedTable;
import dev.hourglass.tables.training.TableTraining;
import java.nio.file.Path;
import java.util.Optional;

/// `hourglass evaluate` for the model of a table: the share explained of each column and, with labels, how well scores find anomalies.
///
/// @param file of the model
record TableEvaluator(Console console, TabularModel model, Path file, boolean isJson) {
    /// @param data the table's file
    /// @param query some of its rows
    /// @param label the column that says which rows are anomalies; empty for the one that the model was trained with
    /// @param out for figures and a report
    void evaluate(String data, QueryOption query, Optional<String> label, Optional<RunFolder> out) {
        try (var table = TableScorer.open(model, query.source(data))) {
            var known = label.or(() -> TableTraining.label(model)
                    .filter(name -> table.format().column(name).isPresent()));
            var id = TableScorer.id(model, table);
            boolean isTrainingData = !query.isGiven() && isTrainingData(data);
            var evaluated = switch (model) {
                case TableModel ofRows ->
                    EvaluatedTable.of(ofRows, table, id, known, isTrainingData, TestEvaluation.SEED);
                case WindowModel ofWindows -> EvaluatedTable.ofWindows(ofWindows, table, id, known, isTrainingData,
                        TestEvaluation.SEED, console::report);
            };
            out.ifPresent(folder -> {
                TableReport.write(TableTrainer.name(data), model, evaluated, folder, console);
                console.report("wrote %s and figures".formatted(folder.report()));
            });
            print(evaluated);
        }
    }

    private boolean isTrainingData(String data) {
        return RunMetadata.data(model.autoencoder())
                .filter(own -> !data.equals(TableSource.STANDARD_INPUT)
                        && Path.of(own).equals(Path.of(data).toAbsolutePath().normalize()))
                .isPresent();
    }

    private void print(EvaluatedTable evaluated) {
        if (isJson) {
            var fields = TableOutput.fields(evaluated);
            fields.putAll(TableOutput.fields(model));
            fields.put("model", file.toString());
            console.print(JsonText.line(fields));
        } else {
            evaluated.evaluation().ifPresent(known -> TableOutput.lines(known).forEach(console::print));
            TableOutput.lines(evaluated.summary()).forEach(console::print);
        }
    }
}

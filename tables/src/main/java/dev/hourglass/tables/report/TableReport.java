package dev.hourglass.tables.report;

import dev.hourglass.experiments.RunFolder;
import dev.hourglass.experiments.RunMonitor;
import dev.hourglass.experiments.figure.Figure;
import dev.hourglass.experiments.yaml.SpecDocument;
import dev.hourglass.internal.file.AtomicFile;
import dev.hourglass.model.TabularModel;
import dev.hourglass.tables.training.EvaluatedTable;
import dev.hourglass.tables.training.TableTraining.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Writes `figures/` and `report.html` about the model of a table.
public final class TableReport {
    private TableReport() {}

    /// Of a training, into its folder.
    ///
    /// @param name of the run
    /// @throws UncheckedIOException if a file cannot be written
    public static void write(String name, Outcome outcome, RunFolder folder, RunMonitor monitor) {
        var figures = TableFigures.of(name, outcome, monitor);
        var page = new TablePage(name, outcome.model(), outcome.summary(), outcome.evaluation());
        write(page.ofTraining(outcome.training(), SpecDocument.write(outcome.experiment()), folder.model(), figures),
                figures, folder);
    }

    /// Of the rows of any table.
    ///
    /// @param name of the table
    /// @throws UncheckedIOException if a file cannot be written
    public static void write(
            String name, TabularModel model, EvaluatedTable table, RunFolder folder, RunMonitor monitor) {
        var figures = TableFigures.of(name, model, table.summary(), table.evaluation(), monitor);
        var page = new TablePage(name, model, table.summary(), table.evaluation());
        write(page.ofRows(figures), figures, folder);
    }

    private static void write(String page, List<Figure> figures, RunFolder folder) {
        figures.forEach(figure -> figure.save(folder.figures()));
        try {
            AtomicFile.replace(folder.report(), page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

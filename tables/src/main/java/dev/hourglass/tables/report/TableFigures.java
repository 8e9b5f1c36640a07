package dev.hourglass.tables.report;

import dev.hourglass.experiments.RunMonitor;
import dev.hourglass.experiments.figure.DetectionCurves;
import dev.hourglass.experiments.figure.Figure;
import dev.hourglass.experiments.figure.Figures;
import dev.hourglass.experiments.figure.ScoreHistograms;
import dev.hourglass.experiments.figure.ShareBars;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.model.TabularModel;
import dev.hourglass.tables.training.TableEvaluation;
import dev.hourglass.tables.training.TableSummary;
import dev.hourglass.tables.training.TableTraining.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is drawn of the model of a table.
final class TableFigures {
    private TableFigures() {}

    /// Of a training: the loss too.
    static List<Figure> of(String name, Outcome outcome, RunMonitor monitor) {
        if (!Figures.possible(monitor)) {
            return List.of();
        }
        var figures = new ArrayList<>(ofRows(name, outcome.model(), outcome.summary(), outcome.evaluation()));
        var epochs = outcome.training().epochs();
        if (!epochs.isEmpty()) {
            figures.add(Figures.ofTraining(outcome.model().autoencoder().spec(), epochs));
        }
        return List.copyOf(figures);
    }

    /// Of any rows; nothing where no text can be drawn.
    static List<Figure> of(String name, TabularModel model, TableSummary summary, Optional<TableEvaluation> evaluation,
            RunMonitor monitor) {
        return Figures.possible(monitor) ? ofRows(name, model, summary, evaluation) : List.of();
    }

    private static List<Figure> ofRows(
            String name, TabularModel model, TableSummary summary, Optional<TableEvaluation> evaluation) {
        var figures = new ArrayList<Figure>();
        figures.add(new ScoreHistograms(model.threshold(), summary.scores())
                .draw(String.format(Locale.ROOT, "%,d rows of %s", summary.rows(), name)));
        evaluation.map(known -> detection(name, known)).ifPresent(figures::add);
        var bars = new ArrayList<ShareBars.Bar>();
        for (var column : summary.columns()) {
            column.explained()
                    .ifPresent(share -> bars.add(new ShareBars.Bar(FoundNames.printable(column.name()), share)));
        }
        if (!bars.isEmpty()) {
            figures.add(new ShareBars(bars).draw(String.format(Locale.ROOT, "%s, %,d %s", name, summary.measuredRows(),
                    summary.measured())));
        }
        return figures;
    }

    private static Figure detection(String name, TableEvaluation evaluation) {
        var methods = new ArrayList<DetectionCurves.Method>();
        methods.add(new DetectionCurves.Method("autoencoder", evaluation.model()));
        methods.add(new DetectionCurves.Method("isolation forest", evaluation.forest()));
        evaluation.pca().ifPresent(curve -> methods.add(new DetectionCurves.Method("PCA", curve)));
        return new DetectionCurves(methods, evaluation.threshold()).draw(String.format(Locale.ROOT,
                "%,d labelled rows of %s, %,d of them anomalies", evaluation.rows(), name, evaluation.anomalies()));
    }
}

package dev.hourglass.experiments.report;

import dev.hourglass.experiments.RunMonitor;
import dev.hourglass.experiments.RunResult;
import dev.hourglass.experiments.evaluation.TestEvaluation;
import dev.hourglass.experiments.figure.Figure;
import dev.hourglass.experiments.figure.Figures;
import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.internal.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Fills a run's folder with what shows a model: `figures/` and `report.html`.
public final class RunReport {
    private RunReport() {}

    public static void write(RunResult result, RunMonitor monitor) {
        var spec = SpecFile.write(result.experiment());
        var figures = figures(result, monitor);
        figures.forEach(figure -> figure.save(result.folder().figures()));
        try {
            AtomicFile.replace(result.folder().report(), HtmlReport.of(result, spec, figures));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Figure> figures(RunResult result, RunMonitor monitor) {
        if (!Figures.possible(monitor)) {
            return List.of();
        }
        var figures = new ArrayList<Figure>();
        figures.addAll(Figures.ofModel(result.model(), result.data().split().test(), TestEvaluation.SEED));
        var epochs = result.training().epochs();
        if (!epochs.isEmpty()) {
            figures.add(Figures.ofTraining(result.experiment().model(), epochs));
        }
        return figures;
    }
}

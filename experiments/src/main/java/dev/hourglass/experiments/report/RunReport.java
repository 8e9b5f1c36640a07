package dev.hourglass.experiments.report;

import dev.hourglass.experiments.Outcome;
import dev.hourglass.experiments.RunMonitor;
import dev.hourglass.experiments.evaluation.Judgement;
import dev.hourglass.experiments.figure.Figure;
import dev.hourglass.experiments.figure.Figures;
import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.internal.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Fills a run's folder with everything beside model and history: `spec.yaml`, `figures/` and `report.html`.
public final class RunReport {
    private RunReport() {}

    public static void write(Outcome outcome, RunMonitor monitor) {
        var spec = SpecFile.write(outcome.experiment());
        var figures = figures(outcome, monitor);
        figures.forEach(figure -> figure.save(outcome.folder().figures()));
        try {
            AtomicFile.replace(outcome.folder().spec(), spec);
            AtomicFile.replace(outcome.folder().report(), HtmlReport.of(outcome, spec, figures));
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private static List<Figure> figures(Outcome outcome, RunMonitor monitor) {
        if (!Figures.possible()) {
            monitor.report(
                    "no figures: this machine has no fonts for Java to draw with; install fontconfig and a font");
            return List.of();
        }
        var figures = new ArrayList<Figure>();
        figures.addAll(Figures.ofModel(outcome.model(), outcome.data().split().test(), Judgement.SEED));
        var epochs = outcome.training().epochs();
        if (!epochs.isEmpty()) {
            figures.add(Figures.ofTraining(outcome.experiment().model(), epochs));
        }
        return figures;
    }
}

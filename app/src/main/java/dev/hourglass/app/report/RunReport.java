package dev.hourglass.app.report;

import dev.hourglass.app.figure.Figure;
import dev.hourglass.app.figure.Figures;
import dev.hourglass.app.run.Console;
import dev.hourglass.app.run.Judgement;
import dev.hourglass.app.run.Outcome;
import dev.hourglass.internal.file.AtomicFile;
import dev.hourglass.io.SpecFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Fills a run's folder with everything beside model and history: `spec.yaml`, `figures/` and `report.html`.
public final class RunReport {
    private RunReport() {}

    public static void write(Outcome outcome, Console console) {
        var spec = SpecFile.write(outcome.experiment());
        var figures = figures(outcome, console);
        figures.forEach(figure -> figure.save(outcome.folder().figures()));
        try {
            AtomicFile.replace(outcome.folder().spec(), spec);
            AtomicFile.replace(outcome.folder().report(), HtmlReport.of(outcome, spec, figures));
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private static List<Figure> figures(Outcome outcome, Console console) {
        if (!Figures.possible()) {
            console.say("no figures: this machine has no fonts for Java to draw with; install fontconfig and a font");
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

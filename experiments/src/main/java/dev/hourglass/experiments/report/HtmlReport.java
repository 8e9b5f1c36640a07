package dev.hourglass.experiments.report;

import dev.hourglass.experiments.RunResult;
import dev.hourglass.experiments.figure.Figure;
import dev.hourglass.internal.text.CountedNoun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// A run on one page: how good the model is, what it does, how it is built and where it comes from.
///
/// The page needs nothing but itself: styles and figures are inside.
final class HtmlReport {
    private final RunResult result;
    private final Html page;

    /// @param spec the run's spec as YAML
    static String of(RunResult result, String spec, List<Figure> figures) {
        return new HtmlReport(result).write(spec, figures);
    }

    private HtmlReport(RunResult result) {
        this.result = result;
        this.page = Html.page(result.name() + ", a run of Hourglass");
    }

    private String write(String spec, List<Figure> figures) {
        summary();
        findings();
        page.heading("Figures");
        figures.forEach(f -> page.picture(f.png(), f.width(), f.caption()));
        measures();
        layers();
        page.heading("Specification").element("pre", "", spec.strip());
        provenance();
        next();
        return page.raw("</html>").toString();
    }

    private void summary() {
        var training = result.training();
        int features = result.experiment().model().input().size();
        int code = result.experiment().model().codeShape().size();
        page.element("h1", "", result.name())
                .element(
                        "p", "lead",
                        String.format(Locale.ROOT,
                                "An autoencoder of %,d parameters, trained for %s on %s of %s.",
                                result.model().parameterCount(),
                                CountedNoun.text(training.epochs().size(), "epoch"),
                                CountedNoun.text(result.data().split().train().size(), "sample"),
                                result.data().split().train().name()));
        var keys = new ArrayList<Metric>();
        for (var metric : Metric.of(result.evaluation().metrics())) {
            if (metric.label().startsWith("PSNR") || metric.label().equals("loss")) {
                keys.add(metric);
            }
        }
        keys.add(new Metric("code", String.format(Locale.ROOT, "%,d", code),
                String.format(Locale.ROOT, "of %,d features", features)));
        keys.add(new Metric("speed", String.format(Locale.ROOT, "%,.0f", training.samplesPerSecond()), "samples/s"));
        page.keys(keys).element("p", "referee", result.evaluation().baseline().sentence() + ".");
    }

    private void findings() {
        result.training().diagnostics().forEach(f -> page.element("p", "finding", f.message()));
    }

    private void measures() {
        var rows = new ArrayList<List<String>>();
        Metric.of(result.evaluation().metrics()).forEach(m -> rows.add(List.of(m.label(), m.value(), m.unit())));
        page.heading(String.format(Locale.ROOT, "Measures on %,d test samples", result.evaluation().samples()))
                .table(List.of("", "number", ""), List.of("measure", "value", "unit"), rows);
    }

    private void layers() {
        var rows = new ArrayList<List<String>>();
        for (var row : LayerRow.of(result.model().spec())) {
            var parameters = row.parameters() == 0 ? "" : String.format(Locale.ROOT, "%,d", row.parameters());
            rows.add(List.of(row.place(), row.layer(), row.output().toString(), parameters));
        }
        rows.add(List.of("", "", "total", String.format(Locale.ROOT, "%,d", result.model().parameterCount())));
        page.heading("Layers")
                .table(
                        List.of("", "", "", "number"), List.of("place", "layer", "output", "parameters"), rows);
    }

    private void provenance() {
        var rows = new ArrayList<List<String>>();
        var training = result.training();
        rows.add(List.of("ending", training.ending().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        rows.add(List.of("seconds of training", String.format(Locale.ROOT, "%.1f", training.seconds())));
        rows.add(List.of("SHA-256 of the weights", result.model().weightsSha256()));
        result.model().metadata().entrySet().stream()
                .filter(note -> !note.getKey().startsWith("test."))
                .forEach(note -> rows.add(List.of(note.getKey(), note.getValue())));
        page.heading("Provenance").table(List.of("", "long"), List.of(), rows);
    }

    private void next() {
        var model = result.folder().model();
        page.heading("Next")
                .element(
                        "pre", "",
                        String.format(Locale.ROOT, """
                        hourglass evaluate %s
                        hourglass encode %s --out codes.csv
                        hourglass inspect %s
                        hourglass studio %s""", model, model, model,
                                Objects.requireNonNullElse(result.folder().path().getParent(), Path.of("."))))
                .element("footer", "", "Created by Hourglass on Java " + Runtime.version() + ".");
    }
}

package dev.hourglass.experiments.report;

import dev.hourglass.experiments.RunMonitor;
import dev.hourglass.experiments.figure.Figure;
import dev.hourglass.experiments.figure.Figures;
import dev.hourglass.experiments.sweep.SweepResult;
import dev.hourglass.experiments.sweep.TrialResult;
import dev.hourglass.internal.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Fills a sweep's folder: `sweep.csv`, `error.png` and `report.html`; and answers.
///
/// @param name of the spec
/// @param data what it was trained on
public record SweepReport(String name, String data, SweepResult sweep) {
    private static final List<String> SHOWN = List.of("mse", "pca_mse", "bce", "psnr", "ssim");

    /// @param folder of the sweep
    public void write(Path folder, RunMonitor monitor) {
        var rows = new SweepRows(sweep.results());
        try {
            Files.createDirectories(folder);
            AtomicFile.replace(csv(folder), rows.csv());
            var figure = figure(rows, monitor);
            figure.ifPresent(drawn -> drawn.save(folder));
            AtomicFile.replace(page(folder), html(figure));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where the table is.
    public static Path csv(Path folder) {
        return folder.resolve("sweep.csv");
    }

    /// Where the report is.
    public static Path page(Path folder) {
        return folder.resolve("report.html");
    }

    /// The results for people.
    public List<String> lines() {
        var head = head();
        var table = new TextTable("l".repeat(head.size()));
        table.row(head.toArray(String[]::new));
        sweep.results().forEach(result -> table.row(cells(result).toArray(String[]::new)));
        var lines = new ArrayList<>(table.lines());
        sweep.leftOut().forEach(trial -> lines.add("skipped: " + trial.combination().text()));
        return List.copyOf(lines);
    }

    /// The results for machines.
    public Map<String, Object> fields(Path folder) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("runs", sweep.results().stream().map(result -> fields(result, folder)).toList());
        fields.put("leftOut", sweep.leftOut().stream().map(trial -> trial.combination().values()).toList());
        fields.put("csv", csv(folder).toString());
        fields.put("report", page(folder).toString());
        return fields;
    }

    private static Map<String, Object> fields(TrialResult result, Path folder) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("values", result.values());
        fields.put("codeSize", result.codeSize());
        fields.put("parameters", result.parameters());
        fields.put("epochs", result.epochs());
        fields.put("seconds", result.seconds());
        fields.put("metrics", result.metrics());
        result.failure().ifPresent(why -> fields.put("failure", why));
        fields.put("run", folder.resolve(result.folder()).toString());
        return fields;
    }

    private Optional<Figure> figure(SweepRows rows, RunMonitor monitor) {
        if (!Figures.possible()) {
            monitor.report("no figure: this machine has no fonts for Java to draw with; install fontconfig and a font");
            return Optional.empty();
        }
        return rows.figure(String.format(Locale.ROOT, "%s on test samples of %s", name, data));
    }

    private String html(Optional<Figure> figure) {
        var page = Html.page("A sweep of " + name);
        page.element("h1", "", "A sweep of " + name)
                .element("p", "lead", String.format(Locale.ROOT, "%,d runs on %s.", sweep.results().size(), data));
        sweep.leftOut().forEach(trial -> page.element(
                "p", "finding", "Skipped for lack of time: " + trial.combination().text()));
        sweep.results().forEach(result -> result.failure().ifPresent(
                why -> page.element("p", "finding", String.format(Locale.ROOT, "%s failed: %s", text(result), why))));
        figure.ifPresent(drawn -> page.heading("Error").picture(drawn.png(), drawn.width(), drawn.caption()));
        var head = new ArrayList<>(head());
        head.add("run");
        page.heading("Runs").table(
                head.stream().map(_ -> "").toList(),
                head,
                sweep.results().stream().map(this::linked).toList());
        return page.element("footer", "", "Created by Hourglass on Java " + Runtime.version() + ".")
                .raw("</html>")
                .toString();
    }

    private List<String> linked(TrialResult result) {
        var cells = new ArrayList<>(cells(result));
        cells.add(result.folder());
        return cells;
    }

    private List<String> head() {
        var rows = new SweepRows(sweep.results());
        var head = new ArrayList<>(rows.keys());
        head.addAll(List.of("code size", "parameters", "epochs", "seconds"));
        head.addAll(SHOWN.stream().filter(rows.metrics()::contains).toList());
        return head;
    }

    private List<String> cells(TrialResult result) {
        var rows = new SweepRows(sweep.results());
        var cells = new ArrayList<>(result.values().values());
        cells.add(String.format(Locale.ROOT, "%,d", result.codeSize()));
        cells.add(String.format(Locale.ROOT, "%,d", result.parameters()));
        cells.add(Integer.toString(result.epochs()));
        cells.add(String.format(Locale.ROOT, "%.1f", result.seconds()));
        SHOWN.stream().filter(rows.metrics()::contains).forEach(metric -> cells.add(value(result, metric)));
        return cells;
    }

    private static String value(TrialResult result, String metric) {
        return Metric.of(result.metrics()).isEmpty() || !result.metrics().containsKey(metric)
                ? ""
                : Metric.of(Map.of(metric, result.metrics().getOrDefault(metric, Double.NaN))).getFirst().value();
    }

    private static String text(TrialResult result) {
        return result.values().toString();
    }
}

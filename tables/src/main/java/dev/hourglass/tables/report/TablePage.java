package dev.hourglass.tables.report;

import dev.hourglass.experiments.figure.Figure;
import dev.hourglass.experiments.report.Html;
import dev.hourglass.experiments.report.Metric;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.metric.RocCurve;
import dev.hourglass.model.TabularModel;
import dev.hourglass.table.Reason;
import dev.hourglass.tables.training.ColumnSummary;
import dev.hourglass.tables.training.StrangeRow;
import dev.hourglass.tables.training.TableEvaluation;
import dev.hourglass.tables.training.TableSummary;
import dev.hourglass.train.TrainingResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The model of a table on one page: how well it finds anomalies, the strangest rows, and what it makes of each column.
///
/// The page needs nothing but itself: styles and figures are inside.
final class TablePage {
    /// Metadata of tables: what is in them stands elsewhere on the page, or is for machines.
    private static final String OF_TABLE = "table.";

    private final String name;
    private final TabularModel model;
    private final TableSummary summary;
    private final Optional<TableEvaluation> evaluation;
    private final Html page;

    TablePage(String name, TabularModel model, TableSummary summary, Optional<TableEvaluation> evaluation) {
        this.name = name;
        this.model = model;
        this.summary = summary;
        this.evaluation = evaluation;
        this.page = Html.page(name + ", a table in Hourglass");
    }

    /// @param spec the run's spec as YAML
    /// @param file of the model
    String ofTraining(TrainingResult training, String spec, Path file, List<Figure> figures) {
        head(String.format(Locale.ROOT,
                "An autoencoder of %,d parameters, trained for %s on a table of %s and %s.",
                model.autoencoder().parameterCount(), CountedNoun.text(training.epochs().size(), "epoch"),
                CountedNoun.text(summary.rows(), "row"),
                CountedNoun.text(summary.columns().size(), "column")));
        training.diagnostics().forEach(finding -> page.element("p", "finding", finding.message()));
        body(figures);
        page.heading("Specification").element("pre", "", spec.strip());
        provenance(training);
        page.heading("Next").element("pre", "", String.format(Locale.ROOT, """
                hourglass score %s --data FILE --out scored.csv --reasons 3
                hourglass explain %s --id ID
                hourglass threshold %s""", file, file, file));
        return end();
    }

    String ofRows(List<Figure> figures) {
        head(String.format(Locale.ROOT, "The model %s on a table of %,d rows and %,d columns.",
                model.autoencoder().metadata().getOrDefault("name", "of a table"), summary.rows(),
                summary.columns().size()));
        body(figures);
        return end();
    }

    private void head(String lead) {
        page.element("h1", "", name).element("p", "lead", lead).keys(keys());
        evaluation.ifPresent(known -> page.element("p", "referee", sentence(known)));
    }

    private List<Metric> keys() {
        var keys = new ArrayList<Metric>();
        var first = summary.scores().getFirst();
        keys.add(new Metric("threshold", decimals(model.threshold()), "score of an anomaly"));
        keys.add(new Metric("flagged", String.format(Locale.ROOT, "%,d", first.reaching(model.threshold())),
                String.format(Locale.ROOT, "of %,d %s", first.scores().length, summary.measured())));
        evaluation.ifPresent(known -> {
            keys.add(new Metric("ROC AUC", decimals(known.model().area()), "0.5 by chance"));
            keys.add(new Metric("average precision", decimals(known.model().averagePrecision()),
                    String.format(Locale.ROOT, "%.3f by chance", (double) known.anomalies() / known.rows())));
            keys.add(new Metric("F1", decimals(known.model().fScore(known.threshold(), 1)), "at the threshold"));
        });
        return keys;
    }

    private static String sentence(TableEvaluation evaluation) {
        var pca = evaluation.pca().map(curve -> String.format(Locale.ROOT, ", of PCA %.3f", curve.area())).orElse("");
        return String.format(Locale.ROOT,
                "Of %,d labelled rows %,d are anomalies. The ROC AUC of the autoencoder is %.3f, of an isolation forest "
                        + "%.3f%s.",
                evaluation.rows(), evaluation.anomalies(), evaluation.model().area(), evaluation.forest().area(), pca);
    }

    private void body(List<Figure> figures) {
        page.heading("Figures");
        figures.forEach(figure -> page.picture(figure.png(), figure.width(), figure.caption()));
        strangest();
        evaluation.ifPresent(this::methods);
        columns();
    }

    private void strangest() {
        boolean isLabelled = summary.strangest().stream().anyMatch(row -> row.label().isPresent());
        var head = new ArrayList<>(List.of("row", "score", "p-value", "anomaly"));
        var kinds = new ArrayList<>(List.of("", "number", "number", ""));
        if (isLabelled) {
            head.add("label");
            kinds.add("");
        }
        head.add("most surprising cells");
        kinds.add("long");
        page.heading(String.format(Locale.ROOT, "The %d strangest rows", summary.strangest().size()))
                .table(kinds, head, summary.strangest().stream().map(row -> cells(row, isLabelled)).toList());
    }

    private static List<String> cells(StrangeRow row, boolean isLabelled) {
        var cells = new ArrayList<String>();
        cells.add(FoundNames.printable(row.id()));
        cells.add(decimals(row.score()));
        cells.add(String.format(Locale.ROOT, "%.2g", row.pValue()));
        cells.add(row.isAnomaly() ? "yes" : "no");
        if (isLabelled) {
            cells.add(row.label().orElse(""));
        }
        cells.add(row.reasons().stream().map(Reason::text).collect(Collectors.joining("; ")));
        return cells;
    }

    private void methods(TableEvaluation known) {
        var rows = new ArrayList<List<String>>();
        rows.add(method("autoencoder", known.model()));
        rows.add(method("isolation forest", known.forest()));
        known.pca().ifPresent(curve -> rows.add(method("PCA", curve)));
        page.heading(String.format(Locale.ROOT, "Measures on %,d labelled rows", known.rows()))
                .table(List.of("", "number", "number"), List.of("method", "ROC AUC", "average precision"), rows);
    }

    private static List<String> method(String label, RocCurve curve) {
        return List.of(label, decimals(curve.area()), decimals(curve.averagePrecision()));
    }

    private void columns() {
        page.heading("Columns")
                .table(List.of("long", "", "number", "number"), List.of("column", "type", "missing", "share explained"),
                        summary.columns().stream().map(TablePage::cells).toList());
    }

    private static List<String> cells(ColumnSummary column) {
        var explained = column.explained();
        return List.of(FoundNames.printable(column.name()), column.type(),
                String.format(Locale.ROOT, "%.1f %%", 100 * column.missingShare()),
                explained.isPresent() ? String.format(Locale.ROOT, "%.1f %%", 100 * explained.getAsDouble()) : "");
    }

    private void provenance(TrainingResult training) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("ending", training.ending().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        rows.add(List.of("seconds of training", String.format(Locale.ROOT, "%.1f", training.seconds())));
        rows.add(List.of("rows held out to calibrate",
                String.format(Locale.ROOT, "%,d", model.calibration().count())));
        rows.add(List.of("SHA-256 of the weights", model.autoencoder().weightsSha256()));
        model.autoencoder().metadata().entrySet().stream()
                .filter(note -> !note.getKey().startsWith(OF_TABLE))
                .forEach(note -> rows.add(List.of(note.getKey(), note.getValue())));
        page.heading("Provenance").table(List.of("", "long"), List.of(), rows);
    }

    private String end() {
        return page.element("footer", "", "Created by Hourglass on Java " + Runtime.version() + ".").raw("</html>")
                .toString();
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}

package dev.hourglass.cli.output;

import dev.hourglass.experiments.RunFolder;
import dev.hourglass.experiments.report.TextTable;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.model.TabularModel;
import dev.hourglass.tables.training.ColumnSummary;
import dev.hourglass.tables.training.EvaluatedTable;
import dev.hourglass.tables.training.TableEvaluation;
import dev.hourglass.tables.training.TableSummary;
import dev.hourglass.tables.training.TableTraining.Outcome;
import dev.hourglass.tables.training.ThresholdText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The model of a table, and how well its scores find anomalies: lines for people, fields for machines.
public final class TableOutput {
    /// Of more, so many are listed.
    private static final int MOST_COLUMNS = 16;

    private TableOutput() {}

    public static List<String> lines(Outcome outcome) {
        var lines = new ArrayList<String>();
        lines.add(String.format(Locale.ROOT, "rows with a score of %s or more are anomalies: %s",
                ThresholdText.score(outcome.model().threshold(), 3),
                ThresholdText.flagged(outcome.model().calibration(), outcome.model().threshold())));
        outcome.evaluation().ifPresent(evaluation -> lines.addAll(lines(evaluation)));
        lines.addAll(lines(outcome.summary()));
        return lines;
    }

    /// The share explained of each column, the largest first; of many columns the largest and the smallest.
    public static List<String> lines(TableSummary summary) {
        var known = summary.columns().stream().filter(column -> column.explained().isPresent())
                .sorted(Comparator.comparingDouble(
                        (ColumnSummary column) -> -column.explained().orElseThrow()))
                .toList();
        var table = new TextTable("lr");
        int hidden = Math.max(0, known.size() - MOST_COLUMNS);
        for (int i = 0; i < known.size(); i++) {
            if (hidden > 0 && i == MOST_COLUMNS / 2) {
                table.row(String.format(Locale.ROOT, "%,d more", hidden), "");
            }
            if (hidden == 0 || i < MOST_COLUMNS / 2 || i >= MOST_COLUMNS / 2 + hidden) {
                table.row(FoundNames.printable(known.get(i).name()),
                        String.format(Locale.ROOT, "%.1f %%", 100 * known.get(i).explained().orElseThrow()));
            }
        }
        var lines = new ArrayList<String>();
        lines.add(String.format(Locale.ROOT, "share explained of each column, on %s:",
                CountedNoun.text(summary.measuredRows(), summary.measured().replaceFirst("s$", ""))));
        table.lines().forEach(line -> lines.add("  " + line));
        return lines;
    }

    public static List<String> lines(TableEvaluation evaluation) {
        var lines = new ArrayList<String>();
        lines.add(String.format(Locale.ROOT, "%,d of %s %s", evaluation.anomalies(),
                CountedNoun.text(evaluation.rows(), "labelled row"),
                evaluation.anomalies() == 1 ? "is an anomaly" : "are anomalies"));
        lines.add(String.format(Locale.ROOT, "ROC AUC %.3f, average precision %.3f, F1 at the threshold %.3f",
                evaluation.model().area(), evaluation.model().averagePrecision(),
                evaluation.model().fScore(evaluation.threshold(), 1)));
        lines.add(String.format(Locale.ROOT, "isolation forest: ROC AUC %.3f, average precision %.3f",
                evaluation.forest().area(), evaluation.forest().averagePrecision()));
        evaluation.pca().ifPresent(pca -> lines.add(String.format(Locale.ROOT,
                "PCA: ROC AUC %.3f, average precision %.3f", pca.area(), pca.averagePrecision())));
        return lines;
    }

    public static Map<String, Object> fields(Outcome outcome, RunFolder folder) {
        var fields = new LinkedHashMap<String, Object>();
        outcome.evaluation().ifPresent(evaluation -> fields.putAll(fields(evaluation)));
        fields.put("columns", columns(outcome.summary()));
        fields.putAll(fields(outcome.model()));
        fields.put("epochs", outcome.training().epochs().size());
        fields.put("seconds", outcome.training().seconds());
        fields.put("samplesPerSecond", outcome.training().samplesPerSecond());
        fields.put("model", folder.model().toString());
        fields.put("run", folder.path().toString());
        fields.put("ending", outcome.training().ending().name().toLowerCase(Locale.ROOT));
        return fields;
    }

    public static Map<String, Object> fields(EvaluatedTable table) {
        var fields = new LinkedHashMap<String, Object>();
        table.evaluation().ifPresent(evaluation -> fields.putAll(fields(evaluation)));
        fields.put("columns", columns(table.summary()));
        return fields;
    }

    private static List<Map<String, Object>> columns(TableSummary summary) {
        var columns = new ArrayList<Map<String, Object>>();
        for (var column : summary.columns()) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("name", column.name());
            fields.put("type", column.type());
            fields.put("missing", column.missingShare());
            column.explained().ifPresent(share -> fields.put("explained", share));
            columns.add(fields);
        }
        return columns;
    }

    public static Map<String, Object> fields(TabularModel model) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("threshold", model.threshold());
        fields.put("weightsSha256", model.autoencoder().weightsSha256());
        return fields;
    }

    public static Map<String, Object> fields(TableEvaluation evaluation) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("metrics", evaluation.metrics());
        fields.put("baselines", evaluation.baselines());
        fields.put("rows", evaluation.rows());
        fields.put("anomalies", evaluation.anomalies());
        return fields;
    }
}

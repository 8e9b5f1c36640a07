package dev.hourglass.cli.output;

import dev.hourglass.drift.CategoryShare;
import dev.hourglass.drift.ColumnDrift;
import dev.hourglass.drift.DriftReport;
import dev.hourglass.drift.ScoreDrift;
import dev.hourglass.drift.Shift;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.table.CellText;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.tables.OutputColumn;
import dev.hourglass.tables.OutputColumn.CellType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How rows differ from those of training: lines for people, fields for machines, cells for tables.
public final class DriftOutput {
    private static final List<String> HEAD = List.of("column", "type", "effect", "p-value", "PSI", "missing", "now",
            "change");
    private static final double LEAST_SHOWN = 1e-16;
    private static final double LEAST_NAMED = 0.01;

    private DriftOutput() {}

    public static List<String> lines(DriftReport report) {
        var lines = new ArrayList<String>();
        lines.add(String.format(Locale.ROOT, "%s beside %,d of training", CountedNoun.text(report.rows(), "row"),
                report.trainingRows()));
        var rows = new ArrayList<>(List.of(HEAD));
        report.columns().forEach(column -> rows.add(row(column)));
        lines.addAll(aligned(rows));
        report.columns().stream().filter(DriftOutput::isNamed)
                .forEach(column -> lines.add(unknown(column)));
        lines.add(scores(report.scores()));
        lines.add(conclusion(report));
        return lines;
    }

    private static List<String> row(ColumnDrift column) {
        var shift = column.missing().effect() > column.values().effect() ? column.missing() : column.values();
        return List.of(column.name() + (column.isDrift() ? " *" : ""), column.type(),
                String.format(Locale.ROOT, "%.3f", shift.effect()), pValue(shift.adjustedPValue()),
                String.format(Locale.ROOT, "%.3f", column.stability()), missing(column.missingBefore()),
                missing(column.missingNow()), column.change());
    }

    private static String missing(double share) {
        return share == 0 ? "" : CellText.percent(share);
    }

    private static String pValue(double p) {
        return p < LEAST_SHOWN ? "< 1e-16" : String.format(Locale.ROOT, "%.2g", p);
    }

    private static List<String> aligned(List<List<String>> rows) {
        var widths = new int[HEAD.size()];
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) widths[i] = Math.max(widths[i], row.get(i).length());
        }
        return rows.stream().map(row -> {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
            }
            return line.toString().stripTrailing();
        }).toList();
    }

    /// Rare categories that may have been as rare in training are not worth a line.
    private static boolean isNamed(ColumnDrift column) {
        return !column.unknown().isEmpty() && (column.isUnseen() || column.unknownShare() >= LEAST_NAMED);
    }

    private static String unknown(ColumnDrift column) {
        return String.format(Locale.ROOT, "%s: %s of the cells are %s: %s", column.name(),
                CellText.percent(column.unknownShare()),
                column.isUnseen() ? "categories that were never seen" : "new categories, or rare ones in training",
                names(column));
    }

    private static String names(ColumnDrift column) {
        return column.unknown().stream()
                .map(category -> category.name() + " " + CellText.percent(category.share()))
                .collect(Collectors.joining(", "));
    }

    private static String scores(ScoreDrift scores) {
        return String.format(Locale.ROOT,
                "scores: %s of the rows reach the threshold, %s expected; distance %.3f from those of held-out rows, p-value %s",
                CellText.percent(scores.share()), CellText.percent(scores.expectedShare()),
                scores.distribution().effect(), pValue(scores.distribution().adjustedPValue()));
    }

    private static String conclusion(DriftReport report) {
        var drifted = report.drifted();
        return String.format(Locale.ROOT,
                "%s drifted (*: an effect of %s or more, at a false discovery rate of %s)%s; scores have %s",
                drifted.isEmpty() ? "no column has"
                        : String.format(Locale.ROOT, "%,d of %,d columns %s", drifted.size(), report.columns().size(),
                                drifted.size() == 1 ? "has" : "have"),
                Shift.LEAST_EFFECT, CellText.percent(Shift.FALSE_DISCOVERIES),
                drifted.isEmpty() ? ""
                        : ": " + drifted.stream().map(ColumnDrift::name).collect(Collectors.joining(", ")),
                report.scores().isDrift() ? "drifted" : "not");
    }

    public static Map<String, Object> fields(DriftReport report) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("rows", report.rows());
        fields.put("training_rows", report.trainingRows());
        fields.put("drifted", report.drifted().stream().map(ColumnDrift::name).toList());
        fields.put("scores", fields(report.scores()));
        fields.put("columns", report.columns().stream().map(DriftOutput::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(ScoreDrift scores) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("drift", scores.isDrift());
        fields.put("share_above_threshold", scores.share());
        fields.put("expected_share", scores.expectedShare());
        fields.put("share", fields(scores.flagged()));
        fields.put("distribution", fields(scores.distribution()));
        return fields;
    }

    private static Map<String, Object> fields(ColumnDrift column) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", column.name());
        fields.put("type", column.type());
        fields.put("drift", column.isDrift());
        fields.put("effect", column.effect());
        fields.put("psi", column.stability());
        fields.put("values", fields(column.values()));
        fields.put("missing", fields(column.missing()));
        fields.put("missing_before", column.missingBefore());
        fields.put("missing_now", column.missingNow());
        fields.put("change", column.change());
        fields.put("new_share", column.unknownShare());
        fields.put("new_never_seen", column.isUnseen());
        fields.put("new_categories", column.unknown().stream().map(DriftOutput::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(CategoryShare category) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", category.name());
        fields.put("share", category.share());
        return fields;
    }

    private static Map<String, Object> fields(Shift shift) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("effect", shift.effect());
        fields.put("p_value", shift.pValue());
        fields.put("adjusted_p_value", shift.adjustedPValue());
        return fields;
    }

    /// Of a table with a row for each column.
    public static List<OutputColumn> columns() {
        return List.of(new OutputColumn("column", CellType.TEXT), new OutputColumn("type", CellType.TEXT),
                new OutputColumn("drift", CellType.BOOLEAN), new OutputColumn("effect", CellType.NUMBER),
                new OutputColumn("p_value", CellType.NUMBER), new OutputColumn("adjusted_p_value", CellType.NUMBER),
                new OutputColumn("psi", CellType.NUMBER), new OutputColumn("missing_before", CellType.NUMBER),
                new OutputColumn("missing_now", CellType.NUMBER), new OutputColumn("missing_effect", CellType.NUMBER),
                new OutputColumn("missing_adjusted_p_value", CellType.NUMBER),
                new OutputColumn("change", CellType.TEXT), new OutputColumn("new_share", CellType.NUMBER),
                new OutputColumn("new_categories", CellType.TEXT));
    }

    /// Likewise: effect and p-values are those of the cells that are not missing.
    public static List<ColumnValues> cells(DriftReport report) {
        var columns = report.columns();
        return List.of(texts(columns, ColumnDrift::name), texts(columns, ColumnDrift::type),
                numbers(columns, column -> column.isDrift() ? 1 : 0),
                numbers(columns, column -> column.values().effect()),
                numbers(columns, column -> column.values().pValue()),
                numbers(columns, column -> column.values().adjustedPValue()),
                numbers(columns, ColumnDrift::stability),
                numbers(columns, ColumnDrift::missingBefore), numbers(columns, ColumnDrift::missingNow),
                numbers(columns, column -> column.missing().effect()),
                numbers(columns, column -> column.missing().adjustedPValue()),
                texts(columns, ColumnDrift::change), numbers(columns, ColumnDrift::unknownShare),
                texts(columns, column -> column.unknown().isEmpty() ? null : names(column)));
    }

    private static ColumnValues texts(List<ColumnDrift> columns, Function<ColumnDrift, @Nullable String> text) {
        var texts = new @Nullable String[columns.size()];
        for (int i = 0; i < texts.length; i++) texts[i] = text.apply(columns.get(i));
        return new ColumnValues.Texts(texts);
    }

    private static ColumnValues numbers(List<ColumnDrift> columns, ToDoubleFunction<ColumnDrift> number) {
        return new ColumnValues.Numbers(columns.stream().mapToDouble(number).toArray());
    }
}

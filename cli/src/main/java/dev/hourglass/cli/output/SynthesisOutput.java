package dev.hourglass.cli.output;

import dev.hourglass.synthesis.ColumnShape;
import dev.hourglass.synthesis.NearestRows;
import dev.hourglass.synthesis.PairTrend;
import dev.hourglass.synthesis.SyntheticPrivacy;
import dev.hourglass.synthesis.SyntheticQuality;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/// How good synthetic rows are: lines for people, fields for machines.
public final class SynthesisOutput {
    private static final int WORST_PAIRS = 5;

    private SynthesisOutput() {}

    /// @param real rows that they were compared with
    public static List<String> lines(SyntheticQuality quality, SyntheticPrivacy privacy, int real) {
        var lines = new ArrayList<String>();
        lines.add(
                String.format(Locale.ROOT, "quality beside %,d real rows: %s (column shapes %s, pair trends %s)", real,
                        percent(quality.overall()), percent(quality.columnShapes()), percent(quality.pairTrends())));
        lines.add("column shapes, the least alike first:");
        int width = quality.shapes().stream().mapToInt(shape -> shape.column().length()).max().orElse(0);
        quality.shapes().stream().sorted(Comparator.comparingDouble(ColumnShape::score))
                .forEach(shape -> lines.add("  " + shape.column() + " ".repeat(width - shape.column().length() + 2)
                        + percent(shape.score())));
        lines.add("pair trends that are least alike:");
        quality.trends().stream().sorted(Comparator.comparingDouble(PairTrend::score)).limit(WORST_PAIRS)
                .forEach(pair -> lines.add(String.format(Locale.ROOT, "  %s and %s  %s", pair.first(), pair.second(),
                        percent(pair.score()))));
        lines.add(
                "distance from the nearest training row, in the median and of the nearest 5 %, and copies of training rows:");
        lines.add("  synthetic rows  " + text(privacy.synthetic()));
        lines.add("  held-out rows   " + text(privacy.heldOut()));
        return lines;
    }

    private static String text(NearestRows rows) {
        return String.format(Locale.ROOT, "%.4f  %.4f  %,d of %,d", rows.median(), rows.fifth(), rows.copies(),
                rows.rows());
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? percent(share.getAsDouble()) : "none";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    public static Map<String, Object> fields(SyntheticQuality quality, SyntheticPrivacy privacy, int real) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("real_rows", real);
        fields.put("quality", fields(quality));
        var distances = new LinkedHashMap<String, Object>();
        distances.put("synthetic", fields(privacy.synthetic()));
        distances.put("held_out", fields(privacy.heldOut()));
        fields.put("nearest_training_row", distances);
        return fields;
    }

    private static Map<String, Object> fields(SyntheticQuality quality) {
        var fields = new LinkedHashMap<String, Object>();
        quality.overall().ifPresent(score -> fields.put("overall", score));
        quality.columnShapes().ifPresent(score -> fields.put("column_shapes", score));
        quality.pairTrends().ifPresent(score -> fields.put("pair_trends", score));
        var columns = new LinkedHashMap<String, Object>();
        quality.shapes().forEach(shape -> columns.put(shape.column(), shape.score()));
        fields.put("columns", columns);
        fields.put("pairs", quality.trends().stream().map(SynthesisOutput::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(PairTrend pair) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("columns", List.of(pair.first(), pair.second()));
        fields.put("score", pair.score());
        return fields;
    }

    private static Map<String, Object> fields(NearestRows rows) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("rows", rows.rows());
        fields.put("median", rows.median());
        fields.put("fifth_percentile", rows.fifth());
        fields.put("copies", rows.copies());
        return fields;
    }
}

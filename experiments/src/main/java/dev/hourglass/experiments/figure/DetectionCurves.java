package dev.hourglass.experiments.figure;

import dev.hourglass.metric.RocCurve;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.Locale;

/// How well methods find labelled anomalies at every threshold: the ROC curve, and precision against recall, with what chance gives.
///
/// @param methods at least one, the model first
/// @param threshold of the model, which is marked on its curves
public record DetectionCurves(List<Method> methods, double threshold) {
    private static final int SIDE = 300;
    private static final int TOP = 84;
    private static final int LEFT = 84;
    private static final int GAP = 104;
    private static final int BOTTOM = 64;
    private static final int LEGEND_LINE = 22;
    private static final int LEGEND_LEFT = 34;
    /// Of a pixel.
    private static final double LEAST_STEP = 1 / 64.0;
    private static final List<Color> COLORS = List.of(Palette.BLUE, Palette.VERMILION, Palette.GREEN);

    /// @param label what it is called
    public record Method(String label, RocCurve curve) {}

    public DetectionCurves {
        methods = List.copyOf(methods);
    }

    /// @param subtitle what was scored
    public Figure draw(String subtitle) {
        int legend = TOP + SIDE + BOTTOM + 8;
        var canvas = new Canvas(LEFT + SIDE + GAP + SIDE + Style.MARGIN,
                legend + (methods.size() + 1) * LEGEND_LINE + Style.MARGIN - 8);
        canvas.title("Anomalies found", subtitle);
        var roc = plot("false alarms, % of other rows", "anomalies found (recall), %", LEFT);
        var precision = plot("anomalies found (recall), %", "anomalies among flagged rows (precision), %",
                LEFT + SIDE + GAP);
        roc.drawOn(canvas);
        precision.drawOn(canvas);
        chance(canvas, roc, precision);
        for (int i = methods.size() - 1; i >= 0; i--) {
            var curve = methods.get(i).curve();
            stroke(canvas, COLORS.get(i % COLORS.size()));
            canvas.pen().draw(roc(roc, curve));
            canvas.pen().draw(precision(precision, curve));
        }
        mark(canvas, roc, precision);
        explain(canvas, legend);
        return new Figure("detection", "ROC and precision-recall curves beside other methods. " + subtitle,
                canvas.image());
    }

    private static Plot plot(String across, String up, int left) {
        var ticks = Ticks.within(0, 100, 5);
        return new Plot(new Axis(across, 0, 100, ticks, left, left + SIDE),
                new Axis(up, 0, 100, ticks, (double) TOP + SIDE, TOP));
    }

    private static void stroke(Canvas canvas, Color color) {
        canvas.pen().setColor(color);
        canvas.pen().setStroke(Style.LINE);
    }

    private static Path2D roc(Plot plot, RocCurve curve) {
        var path = new Path2D.Double();
        path.moveTo(plot.x().place(0), plot.y().place(0));
        var last = curve.points().getLast();
        for (var point : curve.points()) {
            double x = plot.x().place(falseAlarms(curve, point));
            double y = plot.y().place(recall(curve, point));
            if (isApart(path.getCurrentPoint(), x, y) || point.equals(last)) {
                path.lineTo(x, y);
            }
        }
        return path;
    }

    /// Whether it is visibly apart from the point before: of millions of rows very many lie on one pixel.
    private static boolean isApart(Point2D last, double x, double y) {
        return Math.abs(x - last.getX()) > LEAST_STEP || Math.abs(y - last.getY()) > LEAST_STEP;
    }

    /// In steps, one for each anomaly found: what lies between is not on a line (Davis and Goadrich 2006).
    private static Path2D precision(Plot plot, RocCurve curve) {
        var path = new Path2D.Double();
        int found = 0;
        for (var point : curve.points()) {
            if (point.truePositives() == found) {
                continue;
            }
            found = point.truePositives();
            double x = plot.x().place(recall(curve, point));
            double y = plot.y().place(precision(point));
            if (path.getCurrentPoint() == null) {
                path.moveTo(plot.x().place(0), y);
            } else if (isApart(path.getCurrentPoint(), x, y) || found == curve.positives()) {
                path.lineTo(path.getCurrentPoint().getX(), y);
            } else {
                continue;
            }
            path.lineTo(x, y);
        }
        return path;
    }

    private static double falseAlarms(RocCurve curve, RocCurve.Point point) {
        return 100.0 * point.falsePositives() / curve.negatives();
    }

    private static double recall(RocCurve curve, RocCurve.Point point) {
        return 100.0 * point.truePositives() / curve.positives();
    }

    private static double precision(RocCurve.Point point) {
        return 100.0 * point.truePositives() / (point.truePositives() + point.falsePositives());
    }

    private void chance(Canvas canvas, Plot roc, Plot precision) {
        canvas.pen().setColor(Style.QUIET);
        canvas.pen().setStroke(Style.DASHES);
        canvas.pen().draw(new Line2D.Double(roc.x().from(), roc.y().from(), roc.x().to(), roc.y().to()));
        double share = precision.y().place(100 * anomalies());
        canvas.pen().draw(new Line2D.Double(precision.x().from(), share, precision.x().to(), share));
    }

    /// The share of rows that are anomalies.
    private double anomalies() {
        var curve = methods.getFirst().curve();
        return (double) curve.positives() / (curve.positives() + curve.negatives());
    }

    /// What the threshold flags: where that is nothing, there is no precision.
    private void mark(Canvas canvas, Plot roc, Plot precision) {
        var curve = methods.getFirst().curve();
        var flagged = curve.points().stream().filter(point -> point.threshold() >= threshold)
                .reduce(new RocCurve.Point(threshold, 0, 0), (_, later) -> later);
        dot(canvas, roc.x().place(falseAlarms(curve, flagged)), roc.y().place(recall(curve, flagged)));
        if (flagged.truePositives() + flagged.falsePositives() > 0) {
            dot(canvas, precision.x().place(recall(curve, flagged)), precision.y().place(precision(flagged)));
        }
    }

    private static void dot(Canvas canvas, double x, double y) {
        canvas.pen().setColor(Style.PAPER);
        canvas.pen().fill(Marker.CIRCLE.at(x, y, 6.5));
        canvas.pen().setColor(Style.INK);
        canvas.pen().fill(Marker.CIRCLE.at(x, y, 5));
    }

    private void explain(Canvas canvas, int top) {
        for (int i = 0; i < methods.size(); i++) {
            double y = top + (double) i * LEGEND_LINE;
            stroke(canvas, COLORS.get(i % COLORS.size()));
            canvas.pen().draw(new Line2D.Double(LEFT, y, LEFT + 24.0, y));
            var method = methods.get(i);
            canvas.left(method.label(), Style.TEXT, Style.INK, LEFT + LEGEND_LEFT, y + 4);
            canvas.left(String.format(Locale.ROOT, "ROC AUC %.3f, average precision %.3f", method.curve().area(),
                    method.curve().averagePrecision()), Style.TEXT, Style.QUIET, LEFT + 170.0, y + 4);
        }
        double y = top + (double) methods.size() * LEGEND_LINE;
        canvas.pen().setColor(Style.QUIET);
        canvas.pen().setStroke(Style.DASHES);
        canvas.pen().draw(new Line2D.Double(LEFT, y, LEFT + 24.0, y));
        canvas.left("chance", Style.TEXT, Style.INK, LEFT + LEGEND_LEFT, y + 4);
        canvas.left(String.format(Locale.ROOT, "ROC AUC 0.5, average precision %.3f", anomalies()), Style.TEXT,
                Style.QUIET, LEFT + 170.0, y + 4);
        double left = LEFT + (double) SIDE + GAP + 52;
        dot(canvas, left, y);
        canvas.left("at the model's threshold", Style.TEXT, Style.INK, left + 18, y + 4);
    }
}

package dev.hourglass.app.figure;

import dev.hourglass.train.EpochReport;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;

/// The objective over the epochs: on the training samples while the weights moved and, where some were held out, on the
/// validation samples after each epoch.
final class LossFigure {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final int TOP = 96;
    private static final int LEFT = 88;
    private static final int BOTTOM = 64;
    private static final int MOST_POINTS = 30;

    private record Curve(String label, Color color, Marker marker, List<Point2D> points) {}

    private LossFigure() {}

    /// @param measure what the loss is, with its unit
    static Figure draw(List<EpochReport> epochs, String measure) {
        var curves = curves(epochs);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (var curve : curves) {
            for (var point : curve.points()) {
                low = Math.min(low, point.getY());
                high = Math.max(high, point.getY());
            }
        }
        double room = Math.max((high - low) * 0.08, Math.abs(high) * 0.01 + 1e-12);
        var y = axis(measure, low - room, high + room);
        double first = epochs.getFirst().epoch();
        double last = Math.max(epochs.getLast().epoch(), first + 1);
        var x = new Axis(
                "epoch", first - 0.02 * (last - first), last + 0.02 * (last - first), Ticks.whole(first, last, 10),
                LEFT,
                WIDTH - Style.MARGIN);

        var canvas = new Canvas(WIDTH, HEIGHT);
        var end = epochs.getLast();
        canvas.title(
                "Loss while training",
                "after epoch %d: training %.4f%s"
                        .formatted(
                                end.epoch(),
                                end.loss(),
                                end.validationLoss().isPresent()
                                        ? ", validation %.4f".formatted(end.validationLoss().getAsDouble())
                                        : ""));
        new Plot(x, y).drawOn(canvas);
        double legend = LEFT;
        for (var curve : curves) {
            draw(canvas, curve, x, y);
            legend = label(canvas, curve, legend);
        }
        return new Figure("loss", "The loss after each epoch: " + measure, canvas.image());
    }

    private static List<Curve> curves(List<EpochReport> epochs) {
        var training = new ArrayList<Point2D>();
        var validation = new ArrayList<Point2D>();
        for (var epoch : epochs) {
            training.add(new Point2D.Double(epoch.epoch(), epoch.loss()));
            epoch.validationLoss().ifPresent(loss -> validation.add(new Point2D.Double(epoch.epoch(), loss)));
        }
        var curves = new ArrayList<Curve>();
        curves.add(new Curve("training", Palette.BLUE, Marker.CIRCLE, training));
        if (!validation.isEmpty()) {
            curves.add(new Curve("validation", Palette.VERMILION, Marker.SQUARE, validation));
        }
        return curves;
    }

    private static Axis axis(String measure, double low, double high) {
        return new Axis(measure, low, high, Ticks.within(low, high, 6), HEIGHT - BOTTOM, TOP);
    }

    private static void draw(Canvas canvas, Curve curve, Axis x, Axis y) {
        var path = new Path2D.Double();
        for (var point : curve.points()) {
            double px = x.place(point.getX());
            double py = y.place(point.getY());
            if (path.getCurrentPoint() == null) {
                path.moveTo(px, py);
            } else {
                path.lineTo(px, py);
            }
        }
        var pen = canvas.pen();
        pen.setColor(curve.color());
        pen.setStroke(Style.LINE);
        pen.draw(path);
        if (curve.points().size() <= MOST_POINTS) {
            curve.points().forEach(p -> point(canvas, curve, x.place(p.getX()), y.place(p.getY())));
        }
    }

    /// @return where the next label begins
    private static double label(Canvas canvas, Curve curve, double left) {
        double middle = TOP - 20;
        var pen = canvas.pen();
        pen.setColor(curve.color());
        pen.setStroke(Style.LINE);
        pen.draw(new Line2D.Double(left, middle, left + 24, middle));
        point(canvas, curve, left + 12, middle);
        canvas.left(curve.label(), Style.TEXT, Style.INK, left + 32, middle + 4);
        return left + 32 + canvas.width(curve.label(), Style.TEXT) + 24;
    }

    private static void point(Canvas canvas, Curve curve, double x, double y) {
        var pen = canvas.pen();
        pen.setColor(Style.PAPER);
        pen.fill(curve.marker().at(x, y, 5.5));
        pen.setColor(curve.color());
        pen.fill(curve.marker().at(x, y, 4));
    }
}

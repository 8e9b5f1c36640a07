package dev.hourglass.experiments.figure;

import dev.hourglass.train.EpochReport;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The objective over the epochs: on the training samples while the weights moved and, where some were held out, on the
/// validation samples after each epoch.
final class LossFigure {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final int TOP = 96;
    private static final int LEFT = 88;
    private static final int BOTTOM = 64;

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
                String.format(Locale.ROOT, "after epoch %d: training %.4f%s", end.epoch(),
                        end.loss(),
                        end.validationLoss().isPresent()
                                ? String.format(Locale.ROOT, ", validation %.4f", end.validationLoss().getAsDouble())
                                : ""));
        new Plot(x, y).drawOn(canvas);
        double legend = LEFT;
        for (var curve : curves) {
            curve.drawOn(canvas, x, y);
            curve.explain(canvas, legend, TOP - 20);
            legend += curve.width(canvas);
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
}

package dev.hourglass.experiments.figure;

import dev.hourglass.experiments.FineTuningResult;
import dev.hourglass.experiments.FineTuningRun;
import dev.hourglass.train.EpochReport;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The accuracy on the test samples after each epoch of a fine-tuning, beside that of the same network from random weights;
/// the mean where there are several seeds.
final class AccuracyFigure {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final int TOP = 96;
    private static final int LEFT = 88;
    private static final int BOTTOM = 64;
    /// Points of the best accuracy within which the axis begins: the first epochs would else hide the last ones.
    private static final double SPAN = 20;

    private AccuracyFigure() {}

    static Figure draw(FineTuningRun.Results result) {
        var curves = new ArrayList<Curve>();
        addCurve(curves, "fine-tuned", result, FineTuningResult::epochs);
        addCurve(curves, "from random weights", result, FineTuningResult::epochsFromScratch);
        double highest = curves.stream().flatMap(curve -> curve.points().stream()).mapToDouble(Point2D::getY).max()
                .orElse(1);
        double lowest = curves.stream().flatMap(curve -> curve.points().stream()).mapToDouble(Point2D::getY).min()
                .orElse(0);
        double low = Math.max(lowest - 1, highest - SPAN);
        double high = Math.min(100, highest + 1);
        int epochs = curves.stream().mapToInt(curve -> curve.points().size()).max().orElse(1);
        double last = Math.max(epochs, 2);
        var x = new Axis(
                "epoch", 1 - 0.02 * last, 1.02 * last, Ticks.whole(1, last, 10), LEFT, WIDTH - Style.MARGIN);
        var y = new Axis("accuracy on the test samples, %", low, high, Ticks.within(low, high, 6), HEIGHT - BOTTOM,
                TOP);
        var canvas = new Canvas(WIDTH, HEIGHT);
        int seeds = result.bySeed().size();
        canvas.title(
                "Accuracy while fine-tuning",
                String.format(
                        Locale.ROOT, "%,d labelled samples%s, %,d test samples", result.labels(),
                        seeds == 1 ? "" : String.format(Locale.ROOT, ", mean of %d seeds", seeds),
                        result.testSamples()));
        new Plot(x, y).drawOn(canvas);
        double legend = LEFT;
        for (var curve : curves) {
            within(curve, low).drawOn(canvas, x, y);
            curve.explain(canvas, legend, TOP - 20);
            legend += curve.width(canvas);
        }
        return new Figure("accuracy", "The accuracy on the test samples after each epoch", canvas.image());
    }

    private static void addCurve(
            List<Curve> curves, String label, FineTuningRun.Results result,
            Function<FineTuningResult, List<EpochReport>> epochs) {
        var all = result.bySeed().stream().map(epochs).filter(reports -> !reports.isEmpty()).toList();
        int count = all.stream().mapToInt(List::size).min().orElse(0);
        if (count == 0) {
            return;
        }
        var points = new ArrayList<Point2D>();
        for (int i = 0; i < count; i++) {
            int epoch = i;
            points.add(new Point2D.Double(
                    epoch + 1,
                    100 * all.stream()
                            .mapToDouble(reports -> reports.get(epoch).validationAccuracy().orElse(0))
                            .average()
                            .orElse(0)));
        }
        curves.add(
                curves.isEmpty()
                        ? new Curve(label, Palette.BLUE, Marker.CIRCLE, points)
                        : new Curve(label, Palette.VERMILION, Marker.SQUARE, points));
    }

    private static Curve within(Curve curve, double low) {
        return new Curve(
                curve.label(), curve.color(), curve.marker(),
                curve.points().stream().filter(point -> point.getY() >= low).toList());
    }
}

package dev.hourglass.experiments.figure;

import java.awt.Color;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Error against something that varies, one curve for each combination of the rest.
///
/// @param horizontal what varies from left to right
/// @param series name to error at each place; what has no name of its own is called `autoencoder`
/// @param pca the error of principal components at each place; empty where there is none
public record SweepFigure(
        String horizontal, SortedMap<String, SortedMap<Double, Double>> series, SortedMap<Double, Double> pca) {
    private static final int WIDTH = 720;
    private static final int PLOT = 300;
    private static final int LEFT = 88;
    private static final int BOTTOM = 64;
    private static final int LEGEND_TOP = 76;
    private static final int LEGEND_LINE = 20;

    /// Places that span more than this are laid out by their logarithm.
    private static final double WIDEST_LINEAR = 8;

    /// @param subtitle what was trained, on what
    public Figure draw(String subtitle) {
        var curves = curves();
        var canvas = new Canvas(WIDTH, 1);
        int lines = explain(canvas, curves, 0);
        int top = LEGEND_TOP + lines * LEGEND_LINE + 8;
        canvas = new Canvas(WIDTH, top + PLOT + BOTTOM);
        canvas.title("Reconstruction error", subtitle);
        explain(canvas, curves, LEGEND_TOP);
        var x = horizontalAxis(curves);
        double highest = curves.stream()
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(Point2D::getY)
                .max()
                .orElse(1);
        double above = highest == 0 ? 1 : highest * 1.06;
        var y = new Axis(
                "mean squared error per feature", 0, above, Ticks.within(0, above, 6), (double) top + PLOT, top);
        new Plot(x, y).drawOn(canvas);
        for (var curve : curves) curve.drawOn(canvas, x, y);
        return new Figure("error", "The reconstruction error on test samples against the " + horizontal,
                canvas.image());
    }

    private List<Curve> curves() {
        var curves = new ArrayList<Curve>();
        if (!pca.isEmpty()) {
            curves.add(new Curve("PCA", Style.QUIET, Marker.CIRCLE, points(pca)));
        }
        int index = 0;
        for (var one : series.entrySet()) {
            var label = one.getKey().isEmpty() ? "autoencoder" : one.getKey();
            curves.add(new Curve(label, colour(index), Marker.of(index + 1), points(one.getValue())));
            index++;
        }
        return curves;
    }

    private static Color colour(int index) {
        return switch (index) {
            case 0 -> Palette.BLUE;
            case 1 -> Palette.VERMILION;
            default -> Palette.ofClass(index);
        };
    }

    private static List<Point2D> points(SortedMap<Double, Double> values) {
        return values.entrySet().stream()
                .<Point2D>map(value -> new Point2D.Double(value.getKey(), value.getValue()))
                .toList();
    }

    private Axis horizontalAxis(List<Curve> curves) {
        var places = new TreeMap<Double, Double>();
        curves.forEach(curve -> curve.points().forEach(point -> places.put(point.getX(), point.getX())));
        double low = places.firstKey();
        double high = places.lastKey();
        double right = (double) WIDTH - Style.MARGIN;
        if (low > 0 && high / low > WIDEST_LINEAR) {
            double room = Math.pow(high / low, 0.03);
            return new Axis(
                    horizontal, low / room, high * room, Ticks.at(List.copyOf(places.keySet())), LEFT, right,
                    Axis.Scale.LOGARITHMIC);
        }
        double room = Math.max((high - low) * 0.03, 1e-9);
        return new Axis(
                horizontal, low - room, high + room, Ticks.at(List.copyOf(places.keySet())), LEFT, right);
    }

    /// @return lines of the legend
    private static int explain(Canvas canvas, List<Curve> curves, double top) {
        double left = LEFT;
        int line = 0;
        for (var curve : curves) {
            if (left > LEFT && left + curve.width(canvas) > WIDTH) {
                left = LEFT;
                line++;
            }
            curve.explain(canvas, left, top + line * LEGEND_LINE);
            left += curve.width(canvas);
        }
        return line + 1;
    }
}

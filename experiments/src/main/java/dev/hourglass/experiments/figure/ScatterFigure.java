package dev.hourglass.experiments.figure;

import dev.hourglass.data.Labels;
import java.awt.Color;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// Codes of two numbers as points in the plane, coloured by class.
final class ScatterFigure {
    private static final int SIDE = 560;
    private static final int TOP = 76;
    private static final int LEFT = 88;
    private static final int BOTTOM = 64;
    private static final int LEGEND = 96;
    /// From the plot to the legend's markers, and from those to the names.
    private static final int LEGEND_GAP = 28;
    private static final int MARKER_GAP = 16;
    private static final int LONGEST_NAME = 160;
    private static final int LONGEST_PLATE = 96;
    private static final int LEGEND_LINE = 22;
    private static final int PLATE = 20;
    private static final int MOST_CLASSES = 20;
    private static final long ORDER_SEED = 1;

    private final float[][] codes;
    private final IntUnaryOperator classOf;
    private final int classes;
    private final List<String> names;

    /// @param codes `[sample][2]`
    ScatterFigure(float[][] codes, Optional<Labels> labels) {
        this.codes = codes;
        this.classes = labels.map(Labels::classes).filter(n -> n <= MOST_CLASSES).orElse(0);
        this.names = labels.map(Labels::names).orElse(List.of());
        this.classOf = classes > 0 ? labels.orElseThrow()::of : _ -> 0;
    }

    Figure draw(String subtitle) {
        int width = LEFT + SIDE + (classes > 0 ? legendWidth() : 0) + Style.MARGIN;
        var canvas = new Canvas(width, TOP + SIDE + BOTTOM);
        canvas.title("Codes of the test samples", subtitle);
        var plot = new Plot(axis(0, LEFT, LEFT + SIDE), axis(1, TOP + SIDE, TOP));
        plot.drawOn(canvas);
        points(canvas, plot);
        if (classes > 0) {
            nameClasses(canvas, plot);
            legend(canvas);
        }
        return new Figure("codes", "Each test sample at its two-dimensional code. " + subtitle, canvas.image());
    }

    /// As wide as the longest name takes.
    private int legendWidth() {
        var measure = new Canvas(1, 1);
        double longest = names.stream()
                .mapToDouble(name -> measure.width(measure.shortened(name, Style.TEXT, LONGEST_NAME), Style.TEXT))
                .max()
                .orElse(0);
        return Math.max(LEGEND, (int) Math.ceil(LEGEND_GAP + MARKER_GAP + longest));
    }

    private Axis axis(int feature, double from, double to) {
        double min = Arrays.stream(codes).mapToDouble(c -> c[feature]).min().orElse(0);
        double max = Arrays.stream(codes).mapToDouble(c -> c[feature]).max().orElse(1);
        double room = Math.max((max - min) * 0.03, 1e-6);
        return new Axis(
                "code feature " + (feature + 1), min - room, max + room, Ticks.within(min - room, max + room, 7), from,
                to);
    }

    /// In a shuffled order, so that no class lies on top of all others.
    private void points(Canvas canvas, Plot plot) {
        var order = IntStream.range(0, codes.length).toArray();
        var random = new Random(ORDER_SEED);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        double radius = Math.clamp(220 / Math.sqrt(codes.length + 1.0), 2.1, 5.0);
        double opacity = codes.length > 2000 ? 0.62 : 0.85;
        var pen = canvas.pen();
        for (int i : order) {
            int c = classOf.applyAsInt(i);
            pen.setColor(Palette.fade(Palette.ofClass(c), opacity));
            pen.fill(Marker.of(c).at(plot.x().place(codes[i][0]), plot.y().place(codes[i][1]), radius));
        }
    }

    /// Each class's name near the median of its points.
    private void nameClasses(Canvas canvas, Plot plot) {
        var present = IntStream.range(0, classes).filter(c -> members(c).length > 0).toArray();
        var places = Arrays.stream(present)
                .mapToObj(c -> new Point2D.Double(
                        plot.x().place(median(members(c), 0)), plot.y().place(median(members(c), 1))))
                .toList();
        var texts = Arrays.stream(present)
                .mapToObj(c -> canvas.shortened(names.get(c), Style.STRONG, LONGEST_PLATE))
                .toList();
        double widest = texts.stream().mapToDouble(text -> plateWidth(canvas, text)).max().orElse(PLATE);
        LabelLayout.push(places, widest + 4);
        for (int i = 0; i < present.length; i++) {
            plate(canvas, texts.get(i), places.get(i), Palette.ofClass(present[i]));
        }
    }

    private static double plateWidth(Canvas canvas, String text) {
        return Math.max(PLATE, canvas.width(text, Style.STRONG) + 10);
    }

    private static void plate(Canvas canvas, String text, Point2D at, Color color) {
        double width = plateWidth(canvas, text);
        var plate = new RoundRectangle2D.Double(at.getX() - width / 2, at.getY() - PLATE / 2.0, width, PLATE, 8, 8);
        var pen = canvas.pen();
        pen.setColor(Palette.fade(Style.PAPER, 0.88));
        pen.fill(plate);
        pen.setColor(color);
        pen.setStroke(Style.LINE);
        pen.draw(plate);
        canvas.centred(text, Style.STRONG, Style.INK, at.getX(), at.getY() + 4.5);
    }

    private int[] members(int c) {
        return IntStream.range(0, codes.length).filter(i -> classOf.applyAsInt(i) == c).toArray();
    }

    private double median(int[] members, int feature) {
        var values = Arrays.stream(members).mapToDouble(i -> codes[i][feature]).sorted().toArray();
        return values[values.length / 2];
    }

    private void legend(Canvas canvas) {
        double left = LEFT + SIDE + LEGEND_GAP;
        canvas.left("class", Style.STRONG, Style.INK, left - 5, TOP + 10);
        var pen = canvas.pen();
        for (int c = 0; c < classes; c++) {
            double y = TOP + 34 + c * LEGEND_LINE;
            pen.setColor(Palette.ofClass(c));
            pen.fill(Marker.of(c).at(left, y, 5));
            var name = canvas.shortened(names.get(c), Style.TEXT, LONGEST_NAME);
            canvas.left(name, Style.TEXT, Style.INK, left + MARKER_GAP, y + 4);
        }
    }
}

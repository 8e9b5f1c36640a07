package dev.hourglass.experiments.figure;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How anomaly scores are distributed, one histogram below the other on one axis, with the threshold through all of them.
///
/// @param threshold scores as high are anomalies
/// @param groups at least one
public record ScoreHistograms(double threshold, List<ScoreGroup> groups) {
    private static final int WIDTH = 720;
    private static final int PLOT = 150;
    private static final int TOP = 112;
    private static final int GAP = 62;
    private static final int LEFT = 88;
    private static final int BOTTOM = 64;
    /// About so many.
    private static final int BINS = 60;
    /// Times the threshold: higher scores are all counted in the last bin.
    private static final double FURTHEST = 3;

    public ScoreHistograms {
        groups = List.copyOf(groups);
    }

    /// @param subtitle what was scored
    public Figure draw(String subtitle) {
        double low = Math.min(0, Math.min(threshold, extreme(-1)));
        double width = width(low, high(low));
        int bins = (int) Math.ceil((high(low) - low) / width);
        double high = low + bins * width;
        boolean isCut = extreme(1) > high;
        int plots = groups.size();
        var canvas = new Canvas(WIDTH, TOP + plots * PLOT + (plots - 1) * GAP + BOTTOM);
        canvas.title("Anomaly scores", subtitle
                + (isCut ? String.format(Locale.ROOT, "; scores above %.3g are in the last bar", high) : ""));
        for (int i = 0; i < plots; i++) {
            int top = TOP + i * (PLOT + GAP);
            var x = new Axis(i == plots - 1 ? "score, nats" : "", low, high,
                    Ticks.within(low, high, 8), LEFT, WIDTH - Style.MARGIN);
            draw(canvas, groups.get(i), x, top, bins);
        }
        var x = new Axis("", low, high, Ticks.within(low, high, 8), LEFT, WIDTH - Style.MARGIN);
        mark(canvas, x.place(threshold), TOP + plots * PLOT + (plots - 1) * GAP);
        return new Figure("scores", "Histograms of the anomaly scores with the threshold. " + subtitle, canvas.image());
    }

    /// The highest score, or the lowest with its sign changed back, for a sign of 1 or -1.
    private double extreme(int sign) {
        return sign * groups.stream().flatMapToDouble(group -> Arrays.stream(group.scores()))
                .map(score -> sign * score).max().orElse(0);
    }

    private double high(double low) {
        double most = Math.max(extreme(1), threshold);
        double furthest = threshold > 0 ? Math.min(most, FURTHEST * threshold) : most;
        return furthest + 0.02 * Math.max(furthest - low, 1e-9);
    }

    /// Of a bin: such that one begins at the threshold.
    private double width(double low, double high) {
        double width = (high - low) / BINS;
        long below = Math.round((threshold - low) / width);
        return below > 0 ? (threshold - low) / below : width;
    }

    private void draw(Canvas canvas, ScoreGroup group, Axis x, int top, int bins) {
        var cut = Arrays.stream(group.scores()).map(score -> Math.min(score, x.max())).toArray();
        var histogram = Histogram.within(x.min(), x.max(), cut, bins);
        double most = 100.0 * Arrays.stream(histogram.counts()).max().orElse(1) / histogram.total();
        var y = new Axis("share of rows, %", 0, most * 1.04, Ticks.within(0, most * 1.04, 4), (double) top + PLOT, top);
        new Plot(x, y).drawOn(canvas);
        for (int bin = 0; bin < bins; bin++) {
            double from = x.place(histogram.edge(bin));
            double to = x.place(histogram.edge(bin + 1));
            double height = y.place(100.0 * histogram.counts()[bin] / histogram.total());
            canvas.pen().setColor(color(histogram.edge(bin)));
            canvas.pen().fill(new Rectangle2D.Double(from + 0.5, height, to - from - 1, y.from() - height));
        }
        int count = group.scores().length;
        int reaching = group.reaching(threshold);
        canvas.left(group.label(), Style.STRONG, Style.INK, LEFT, top - 12);
        canvas.left(String.format(Locale.ROOT, "%,d of %,d reach the threshold, %.1f %%", reaching, count,
                100.0 * reaching / count), Style.TEXT, Style.QUIET,
                LEFT + canvas.width(group.label(), Style.STRONG) + 12, top - 12);
    }

    /// An edge is computed, and need not be the threshold's last bit.
    private Color color(double edge) {
        return edge > threshold - 1e-9 * Math.abs(threshold) ? Palette.VERMILION : Palette.BLUE;
    }

    private void mark(Canvas canvas, double x, double bottom) {
        var pen = canvas.pen();
        pen.setColor(Palette.VERMILION);
        pen.setStroke(Style.DASHES);
        pen.draw(new Line2D.Double(x, TOP - 34.0, x, bottom));
        var text = String.format(Locale.ROOT, "threshold %.3f", threshold);
        if (x + canvas.width(text, Style.TEXT) + 8 > WIDTH - Style.MARGIN) {
            canvas.right(text, Style.TEXT, Palette.VERMILION, x - 6, TOP - 34.0);
        } else {
            canvas.left(text, Style.TEXT, Palette.VERMILION, x + 6, TOP - 34.0);
        }
    }
}

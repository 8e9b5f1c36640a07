package dev.hourglass.experiments.figure;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Which share of each column a model explains, as bars, the largest first.
///
/// @param bars at least one
public record ShareBars(List<Bar> bars) {
    private static final int WIDTH = 720;
    private static final int TOP = 76;
    private static final int LINE = 22;
    private static final int BAR = 14;
    private static final int BOTTOM = 64;
    private static final int LONGEST_NAME = 220;
    private static final int NUMBER = 56;
    /// Of more columns, so many of the largest and of the smallest shares are shown.
    private static final int MOST = 40;

    /// Shares below are drawn as this.
    private static final double LOWEST = -0.5;

    /// @param name of a column
    /// @param share at most 1
    public record Bar(String name, double share) {}

    public ShareBars {
        bars = bars.stream().sorted(Comparator.comparingDouble((Bar bar) -> -bar.share())).toList();
    }

    /// @param subtitle what it was measured on
    public Figure draw(String subtitle) {
        int hidden = bars.size() > MOST ? bars.size() - MOST : 0;
        int lines = Math.min(bars.size(), MOST) + (hidden > 0 ? 1 : 0);
        double bottom = TOP + lines * LINE + 6.0;
        var canvas = new Canvas(WIDTH, (int) bottom + BOTTOM);
        canvas.title("Share explained of each column", subtitle);
        double left = Style.MARGIN + names(canvas) + 12;
        double least = Math.max(LOWEST, Math.min(0, bars.getLast().share()));
        var x = new Axis("1 − loss / loss of the best constant, %", 100 * least, 100,
                Ticks.within(100 * least, 100, 6), left, WIDTH - Style.MARGIN - NUMBER);
        frame(canvas, x, bottom);
        for (int i = 0; i < lines; i++) {
            double middle = TOP + (i + 0.5) * LINE;
            if (hidden > 0 && i == MOST / 2) {
                canvas.right(String.format(Locale.ROOT, "%,d columns between", hidden), Style.TEXT, Style.QUIET,
                        left - 8, middle + 4);
            } else {
                draw(canvas, bars.get(hidden > 0 && i > MOST / 2 ? i - 1 + hidden : i), x, middle);
            }
        }
        return new Figure("explained", "The share of each column that the reconstructions explain. " + subtitle,
                canvas.image());
    }

    private double names(Canvas canvas) {
        return bars.stream().mapToDouble(bar -> canvas.width(name(canvas, bar), Style.TEXT)).max().orElse(0);
    }

    private static String name(Canvas canvas, Bar bar) {
        return canvas.shortened(bar.name(), Style.TEXT, LONGEST_NAME);
    }

    private static void frame(Canvas canvas, Axis x, double bottom) {
        var pen = canvas.pen();
        pen.setStroke(Style.HAIRLINE);
        for (double tick : x.ticks().values()) {
            pen.setColor(tick == 0 ? Style.FRAME : Style.GRID);
            pen.draw(new Line2D.Double(x.place(tick), TOP, x.place(tick), bottom));
            canvas.centred(x.ticks().label(tick), Style.SMALL, Style.QUIET, x.place(tick), bottom + 18);
        }
        canvas.centred(x.label(), Style.TEXT, Style.INK, (x.from() + x.to()) / 2, bottom + 42);
    }

    private static void draw(Canvas canvas, Bar bar, Axis x, double middle) {
        double zero = x.place(0);
        double end = x.place(Math.max(100 * bar.share(), x.min()));
        canvas.right(name(canvas, bar), Style.TEXT, Style.INK, x.from() - 8, middle + 4);
        canvas.pen().setColor(bar.share() < 0 ? Palette.VERMILION : Palette.BLUE);
        canvas.pen().fill(new Rectangle2D.Double(Math.min(zero, end), middle - BAR / 2.0, Math.abs(end - zero), BAR));
        var percent = String.format(Locale.ROOT, "%.1f %%", 100 * bar.share()).replace("-", "−");
        double left = Math.max(zero, end) + 4;
        canvas.pen().setColor(Style.PAPER);
        canvas.pen().fill(
                new Rectangle2D.Double(left, middle - BAR / 2.0, canvas.width(percent, Style.SMALL) + 6, BAR));
        canvas.left(percent, Style.SMALL, Style.QUIET, left + 2, middle + 4);
    }
}

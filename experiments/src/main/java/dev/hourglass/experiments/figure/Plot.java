package dev.hourglass.experiments.figure;

import java.awt.geom.Line2D;

/// The frame of a chart: two axes with their ticks, labels and a quiet grid.
///
/// @param x left to right
/// @param y from the bottom upwards
record Plot(Axis x, Axis y) {
    private static final int TICK_GAP = 8;
    private static final int LABEL_GAP = 42;

    void drawOn(Canvas canvas) {
        var pen = canvas.pen();
        pen.setStroke(Style.HAIRLINE);
        pen.setColor(Style.GRID);
        x.ticks().values().forEach(v -> pen.draw(new Line2D.Double(x.place(v), y.from(), x.place(v), y.to())));
        y.ticks().values().forEach(v -> pen.draw(new Line2D.Double(x.from(), y.place(v), x.to(), y.place(v))));
        pen.setColor(Style.FRAME);
        pen.draw(new Line2D.Double(x.from(), y.from(), x.to(), y.from()));
        for (double v : x.ticks().values()) {
            canvas.centred(x.ticks().label(v), Style.SMALL, Style.QUIET, x.place(v), y.from() + TICK_GAP + 10);
        }
        double widest = 0;
        for (double v : y.ticks().values()) {
            var label = y.ticks().label(v);
            canvas.right(label, Style.SMALL, Style.QUIET, x.from() - TICK_GAP, y.place(v) + 4);
            widest = Math.max(widest, canvas.width(label, Style.SMALL));
        }
        canvas.centred(x.label(), Style.TEXT, Style.INK, (x.from() + x.to()) / 2, y.from() + LABEL_GAP);
        canvas.upwards(y.label(), Style.TEXT, Style.INK, x.from() - TICK_GAP - widest - 12, (y.from() + y.to()) / 2);
    }
}

package dev.hourglass.experiments.figure;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.List;

/// A line through points, with a name.
record Curve(String label, Color color, Marker marker, List<Point2D> points) {
    /// Where there are more, the line alone is drawn.
    private static final int MOST_POINTS = 30;
    private static final double LABEL_LEFT = 32;
    private static final double LABEL_GAP = 24;

    Curve {
        points = List.copyOf(points);
    }

    void drawOn(Canvas canvas, Axis x, Axis y) {
        var path = new Path2D.Double();
        for (var point : points) {
            double px = x.place(point.getX());
            double py = y.place(point.getY());
            if (path.getCurrentPoint() == null) {
                path.moveTo(px, py);
            } else {
                path.lineTo(px, py);
            }
        }
        var pen = canvas.pen();
        pen.setColor(color);
        pen.setStroke(Style.LINE);
        pen.draw(path);
        if (points.size() <= MOST_POINTS) {
            points.forEach(p -> point(canvas, x.place(p.getX()), y.place(p.getY())));
        }
    }

    /// Its line in the legend.
    void explain(Canvas canvas, double left, double middle) {
        var pen = canvas.pen();
        pen.setColor(color);
        pen.setStroke(Style.LINE);
        pen.draw(new Line2D.Double(left, middle, left + 24, middle));
        point(canvas, left + 12, middle);
        canvas.left(label, Style.TEXT, Style.INK, left + LABEL_LEFT, middle + 4);
    }

    /// What [#explain] takes, with the gap to the next.
    double width(Canvas canvas) {
        return LABEL_LEFT + canvas.width(label, Style.TEXT) + LABEL_GAP;
    }

    private void point(Canvas canvas, double x, double y) {
        var pen = canvas.pen();
        pen.setColor(Style.PAPER);
        pen.fill(marker.at(x, y, 5.5));
        pen.setColor(color);
        pen.fill(marker.at(x, y, 4));
    }
}

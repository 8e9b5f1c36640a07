package dev.hourglass.experiments.figure;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/// The form of a point in a scatter plot, so that classes differ by more than colour.
enum Marker {
    CIRCLE,
    SQUARE,
    TRIANGLE,
    DIAMOND,
    CROSS,
    TRIANGLE_DOWN,
    PLUS,
    PENTAGON,
    STAR,
    HEXAGON;

    /// The forms one after the other, for ever.
    static Marker of(int index) {
        return values()[index % values().length];
    }

    /// The outline around `(x, y)`; all forms look about as large as a circle of this radius.
    Shape at(double x, double y, double radius) {
        var outline = switch (this) {
            case CIRCLE -> new Ellipse2D.Double(-1, -1, 2, 2);
            case SQUARE -> new Rectangle2D.Double(-0.89, -0.89, 1.78, 1.78);
            case TRIANGLE -> polygon(3, 1.35, 1.35, -90);
            case DIAMOND -> polygon(4, 1.25, 1.25, -90);
            case CROSS -> plus(45);
            case TRIANGLE_DOWN -> polygon(3, 1.35, 1.35, 90);
            case PLUS -> plus(0);
            case PENTAGON -> polygon(5, 1.15, 1.15, -90);
            case STAR -> polygon(10, 1.5, 0.65, -90);
            case HEXAGON -> polygon(6, 1.1, 1.1, 0);
        };
        var there = AffineTransform.getTranslateInstance(x, y);
        there.scale(radius, radius);
        return there.createTransformedShape(outline);
    }

    private static Shape polygon(int corners, double outer, double inner, double firstAngle) {
        var path = new Path2D.Double();
        for (int i = 0; i < corners; i++) {
            double angle = Math.toRadians(firstAngle + 360.0 * i / corners);
            double radius = i % 2 == 0 ? outer : inner;
            if (i == 0) {
                path.moveTo(radius * Math.cos(angle), radius * Math.sin(angle));
            } else {
                path.lineTo(radius * Math.cos(angle), radius * Math.sin(angle));
            }
        }
        path.closePath();
        return path;
    }

    private static Shape plus(double angle) {
        var plus = new Area(new Rectangle2D.Double(-1.25, -0.42, 2.5, 0.84));
        plus.add(new Area(new Rectangle2D.Double(-0.42, -1.25, 0.84, 2.5)));
        return plus.createTransformedArea(AffineTransform.getRotateInstance(Math.toRadians(angle)));
    }
}

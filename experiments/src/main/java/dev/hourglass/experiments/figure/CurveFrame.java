package dev.hourglass.experiments.figure;

import java.awt.Color;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;

/// A place on the paper for curves of values at equal distances.
///
/// @param min the value at its lower edge
/// @param max that at its upper edge
record CurveFrame(double left, double top, double width, double height, double min, double max) {
    /// With a little room above and below all finite values of some curves.
    static CurveFrame around(double left, double top, double width, double height, double[]... curves) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (var curve : curves) {
            for (double value : curve) {
                if (Double.isFinite(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        if (low > high) {
            return new CurveFrame(left, top, width, height, 0, 1);
        }
        double room = Math.max((high - low) * 0.06, Math.abs(high) * 1e-3 + 1e-9);
        return new CurveFrame(left, top, width, height, low - room, high + room);
    }

    /// The same from 0 on.
    CurveFrame fromZero() {
        return new CurveFrame(left, top, width, height, 0, max);
    }

    double x(int step, int steps) {
        return left + (steps == 1 ? width / 2 : width * step / (steps - 1));
    }

    double y(double value) {
        return top + height * (max - value) / (max - min);
    }

    /// The line at the bottom.
    void drawOn(Canvas canvas) {
        canvas.pen().setStroke(Style.HAIRLINE);
        canvas.pen().setColor(Style.FRAME);
        canvas.pen().draw(new Line2D.Double(left, top + height, left + width, top + height));
    }

    /// What is not finite leaves a gap.
    void line(Canvas canvas, double[] values, Color color, Stroke stroke) {
        var path = new Path2D.Double();
        boolean isDown = false;
        for (int i = 0; i < values.length; i++) {
            boolean isFinite = Double.isFinite(values[i]);
            if (isFinite && isDown) {
                path.lineTo(x(i, values.length), y(values[i]));
            } else if (isFinite) {
                path.moveTo(x(i, values.length), y(values[i]));
            }
            isDown = isFinite;
        }
        canvas.pen().setColor(color);
        canvas.pen().setStroke(stroke);
        canvas.pen().draw(path);
    }

    /// A line across at a value.
    void level(Canvas canvas, double value) {
        canvas.pen().setColor(Style.QUIET);
        canvas.pen().setStroke(Style.DASHES);
        canvas.pen().draw(new Line2D.Double(left, y(value), left + width, y(value)));
    }
}

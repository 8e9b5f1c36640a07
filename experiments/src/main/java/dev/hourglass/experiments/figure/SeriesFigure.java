package dev.hourglass.experiments.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// A series as curves beside what a model makes of it, one above the other, and below them the score of each row.
///
/// @param curves at least one
/// @param scores of each row; NaN where it has none
/// @param threshold from which score on a row is an anomaly
/// @param marks stretches of rows that are known to be anomalies
/// @param moments when each row was, in words
public record SeriesFigure(
        List<Curves> curves, double[] scores, double threshold, List<Mark> marks, List<String> moments) {
    private static final int WIDTH = 1100;
    private static final int HEIGHT = 130;
    private static final int SCORE = 90;
    private static final int GAP = 30;
    private static final int LEFT = 76;
    private static final int TOP = 112;
    private static final int BOTTOM = 44;
    private static final int MOMENTS = 5;
    private static final Color BAND = Palette.fade(new Color(0xDDCC77), 0.45);
    private static final Stroke THIN = new BasicStroke(1.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    /// A column: its cells and what is expected of them; NaN where there is none.
    public record Curves(String label, double[] values, double[] expected) {}

    /// Rows that follow one another.
    ///
    /// @param from the first
    /// @param to one beyond the last
    public record Mark(String label, int from, int to) {}

    public SeriesFigure {
        curves = List.copyOf(curves);
        marks = List.copyOf(marks);
        moments = List.copyOf(moments);
    }

    public Figure draw(String title, String subtitle) {
        int bottom = TOP + curves.size() * (HEIGHT + GAP) + SCORE;
        var canvas = new Canvas(LEFT + WIDTH + Style.MARGIN, bottom + BOTTOM);
        canvas.title(title, subtitle);
        explain(canvas);
        var below = CurveFrame.around(LEFT, bottom - SCORE, WIDTH, SCORE, scores, new double[] {0, threshold})
                .fromZero();
        marks.forEach(mark -> band(canvas, below, mark, bottom));
        for (int i = 0; i < curves.size(); i++) {
            draw(canvas, curves.get(i), TOP + i * (HEIGHT + GAP));
        }
        drawScores(canvas, below);
        drawMoments(canvas, below);
        return new Figure("series", title + ". " + subtitle, canvas.image());
    }

    private void explain(Canvas canvas) {
        double at = explain(canvas, LEFT, Style.INK, "series");
        at = explain(canvas, at, Palette.BLUE, "reconstruction");
        at = explain(canvas, at, Palette.VERMILION, "score");
        if (!marks.isEmpty()) {
            canvas.pen().setColor(BAND);
            canvas.pen().fill(new Rectangle2D.Double(at, TOP - 44, 24, 12));
            canvas.left("labelled", Style.TEXT, Style.INK, at + 32, TOP - 34);
        }
    }

    private static double explain(Canvas canvas, double at, Color color, String label) {
        canvas.pen().setColor(color);
        canvas.pen().setStroke(Style.LINE);
        canvas.pen().draw(new Line2D.Double(at, TOP - 38, at + 24, TOP - 38));
        canvas.left(label, Style.TEXT, Style.INK, at + 32, TOP - 34);
        return at + 56 + canvas.width(label, Style.TEXT);
    }

    /// At least two pixels wide, with what it is above.
    private void band(Canvas canvas, CurveFrame frame, Mark mark, int bottom) {
        double left = frame.x(mark.from(), scores.length) - 1;
        double right = Math.max(frame.x(mark.to() - 1, scores.length) + 1, left + 3);
        canvas.pen().setColor(BAND);
        canvas.pen().fill(new Rectangle2D.Double(left, TOP - 6, right - left, bottom - TOP + 6));
        canvas.centred(mark.label(), Style.SMALL, Style.QUIET, (left + right) / 2, TOP - 10);
    }

    private static void draw(Canvas canvas, Curves curves, double top) {
        var frame = CurveFrame.around(LEFT, top, WIDTH, HEIGHT, curves.values(), curves.expected());
        frame.drawOn(canvas);
        label(canvas, frame, curves.label());
        frame.line(canvas, curves.values(), Style.INK, THIN);
        frame.line(canvas, curves.expected(), Palette.BLUE, THIN);
    }

    private static void label(Canvas canvas, CurveFrame frame, String label) {
        for (double value : Ticks.within(frame.min(), frame.max(), 3).values()) {
            canvas.right(Ticks.within(frame.min(), frame.max(), 3).label(value), Style.SMALL, Style.QUIET, LEFT - 8.0,
                    frame.y(value) + 4);
        }
        canvas.upwards(canvas.shortened(label, Style.TEXT, frame.height()), Style.TEXT, Style.INK, 18,
                frame.top() + frame.height() / 2);
    }

    private void drawScores(Canvas canvas, CurveFrame frame) {
        frame.drawOn(canvas);
        label(canvas, frame, "score");
        frame.level(canvas, threshold);
        frame.line(canvas, scores, Palette.VERMILION, THIN);
        canvas.pen().setColor(Palette.VERMILION);
        for (int row = 0; row < scores.length; row++) {
            if (scores[row] >= threshold) {
                canvas.pen().fill(Marker.CIRCLE.at(frame.x(row, scores.length), frame.y(scores[row]), 2.5));
            }
        }
    }

    private void drawMoments(Canvas canvas, CurveFrame frame) {
        double baseline = frame.top() + frame.height() + 18;
        for (int i = 0; i < MOMENTS; i++) {
            int row = (int) Math.round((double) i * (scores.length - 1) / (MOMENTS - 1));
            double x = frame.x(row, scores.length);
            var text = moments.get(row);
            if (i == 0) {
                canvas.left(text, Style.SMALL, Style.QUIET, x, baseline);
            } else if (i == MOMENTS - 1) {
                canvas.right(text, Style.SMALL, Style.QUIET, x, baseline);
            } else {
                canvas.centred(text, Style.SMALL, Style.QUIET, x, baseline);
            }
        }
    }
}

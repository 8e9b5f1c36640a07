package dev.hourglass.bench.scaling;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/// Time against work, both logarithmic, one chart for each sweep.
final class ScalingFigure {
    /// Pixels of the picture for one of the drawing, so that it is crisp on dense screens.
    private static final int SCALE = 2;
    private static final int COLUMNS = 3;
    private static final int CELL_WIDTH = 330;
    private static final int CELL_HEIGHT = 300;
    private static final int HEAD = 64;
    private static final int LEFT = 62;
    private static final int RIGHT = 20;
    private static final int TOP = 48;
    private static final int BOTTOM = 54;

    private static final Color INK = new Color(0x1F2328);
    private static final Color QUIET = new Color(0x667085);
    private static final Color GRID = new Color(0xE4E7EC);
    private static final Color BLUE = new Color(0x0072B2);
    private static final Color VERMILION = new Color(0xD55E00);
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    private static final Font STRONG = new Font(Font.SANS_SERIF, Font.BOLD, 12);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 10);
    private static final Stroke HAIRLINE = new BasicStroke(1);
    private static final Stroke LINE = new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final Stroke DASHED = new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1,
            new float[] {5, 4}, 0);

    private final BufferedImage image;
    private final Graphics2D pen;

    ScalingFigure(List<ScalingCurve> curves, int threads) {
        int columns = Math.min(COLUMNS, curves.size());
        int rows = Math.ceilDiv(curves.size(), columns);
        int width = Math.max(2, columns) * CELL_WIDTH;
        int height = HEAD + rows * CELL_HEIGHT;
        image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.scale(SCALE, SCALE);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        text("Time grows with the work", TITLE, INK, 20, 28);
        text("dashed: proportional to the work; filled points: those that the slope is fitted to; "
                + (threads == 1 ? "1 thread" : threads + " threads"), TEXT, QUIET, 20, 48);
        for (int i = 0; i < curves.size(); i++) {
            var cell = pen.getTransform();
            pen.translate(i % columns * CELL_WIDTH, HEAD + i / columns * CELL_HEIGHT);
            draw(curves.get(i));
            pen.setTransform(cell);
        }
    }

    /// Writes a PNG file.
    void save(Path file) throws IOException {
        ImageIO.write(image, "png", file.toFile());
    }

    private void draw(ScalingCurve curve) {
        var points = curve.points();
        var x = LogAxis.around(
                points.stream().mapToDouble(Point::multiplyAdds).min().orElseThrow(),
                points.stream().mapToDouble(Point::multiplyAdds).max().orElseThrow(), LEFT, CELL_WIDTH - RIGHT);
        var y = LogAxis.around(
                points.stream().mapToDouble(Point::seconds).min().orElseThrow(),
                points.stream().mapToDouble(Point::seconds).max().orElseThrow(), CELL_HEIGHT - BOTTOM, TOP);
        text(String.format(
                Locale.ROOT, "%s: slope %.2f", curve.sweep().title(), curve.slope()), STRONG, INK, LEFT, 18);
        text(curve.sweep().network(), SMALL, QUIET, LEFT, 34);
        drawAxes(x, y, curve.sweep().isEpoch());
        double perSecond = points.getLast().multiplyAdds() / points.getLast().seconds();
        drawProportion(perSecond, x, y);
        drawLine(points, x, y);
        drawPoints(points, perSecond, x, y);
    }

    private void drawAxes(LogAxis x, LogAxis y, boolean isEpoch) {
        pen.setStroke(HAIRLINE);
        for (int power : x.decades()) {
            double place = x.place(Math.pow(10, power));
            line(GRID, place, y.from(), place, y.to());
            centred(multiplyAdds(power), SMALL, QUIET, place, y.from() + 15);
        }
        for (int power : y.decades()) {
            double place = y.place(Math.pow(10, power));
            line(GRID, x.from(), place, x.to(), place);
            var label = seconds(power);
            text(label, SMALL, QUIET, x.from() - 6 - width(label, SMALL), place + 4);
        }
        line(QUIET, x.from(), y.from(), x.to(), y.from());
        line(QUIET, x.from(), y.from(), x.from(), y.to());
        centred(isEpoch ? "multiply-adds in an epoch" : "multiply-adds in a step", TEXT, INK,
                (x.from() + x.to()) / 2, y.from() + 34);
        var level = pen.getTransform();
        pen.translate(14, (y.from() + y.to()) / 2);
        pen.rotate(-Math.PI / 2);
        centred(isEpoch ? "time of an epoch" : "time of a step", TEXT, INK, 0, 0);
        pen.setTransform(level);
    }

    private void drawProportion(double perSecond, LogAxis x, LogAxis y) {
        double left = Math.max(x.min(), y.min() * perSecond);
        double right = Math.min(x.max(), y.max() * perSecond);
        pen.setStroke(DASHED);
        line(VERMILION, x.place(left), y.place(left / perSecond), x.place(right), y.place(right / perSecond));
    }

    private void drawLine(List<Point> points, LogAxis x, LogAxis y) {
        var path = new Path2D.Double();
        for (var point : points) {
            double px = x.place(point.multiplyAdds());
            double py = y.place(point.seconds());
            if (path.getCurrentPoint() == null) {
                path.moveTo(px, py);
            } else {
                path.lineTo(px, py);
            }
        }
        pen.setStroke(LINE);
        pen.setColor(BLUE);
        pen.draw(path);
    }

    /// @param perSecond multiply-adds, where the time is proportional to them
    private void drawPoints(List<Point> points, double perSecond, LogAxis x, LogAxis y) {
        var fitted = Slope.dominated(points);
        for (var point : points) {
            double px = x.place(point.multiplyAdds());
            double py = y.place(point.seconds());
            var dot = new Ellipse2D.Double(px - 4, py - 4, 8, 8);
            pen.setColor(fitted.contains(point) ? BLUE : Color.WHITE);
            pen.fill(dot);
            pen.setColor(BLUE);
            pen.draw(dot);
            var label = String.format(Locale.ROOT, "%,d", point.size());
            boolean isAbove = point.seconds() * perSecond >= 0.99 * point.multiplyAdds();
            text(label, SMALL, INK, isAbove ? px - 7 - width(label, SMALL) : px + 7, isAbove ? py - 5 : py + 12);
        }
    }

    private static String multiplyAdds(int power) {
        return switch (Math.floorDiv(power, 3)) {
            case 0 -> tens(power);
            case 1 -> tens(power - 3) + " k";
            case 2 -> tens(power - 6) + " M";
            case 3 -> tens(power - 9) + " G";
            default -> "1e" + power;
        };
    }

    private static String seconds(int power) {
        return power >= 0 ? tens(power) + " s" : power >= -3 ? tens(power + 3) + " ms" : tens(power + 6) + " µs";
    }

    private static String tens(int power) {
        return String.format(Locale.ROOT, "%.0f", Math.pow(10, power));
    }

    private void line(Color color, double fromX, double fromY, double toX, double toY) {
        pen.setColor(color);
        pen.draw(new Line2D.Double(fromX, fromY, toX, toY));
    }

    private void centred(String text, Font font, Color color, double x, double baseline) {
        text(text, font, color, x - width(text, font) / 2, baseline);
    }

    private void text(String text, Font font, Color color, double x, double baseline) {
        pen.setFont(font);
        pen.setColor(color);
        pen.drawString(text, (float) x, (float) baseline);
    }

    private double width(String text, Font font) {
        return font.getStringBounds(text, pen.getFontRenderContext()).getWidth();
    }
}

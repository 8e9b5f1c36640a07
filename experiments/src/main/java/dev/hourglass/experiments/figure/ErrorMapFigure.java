package dev.hourglass.experiments.figure;

import dev.hourglass.datasets.picture.Picture;
import dev.hourglass.metric.ErrorMap;
import dev.hourglass.metric.ErrorRegion;
import dev.hourglass.spec.Shape;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A picture, its reconstruction, and where they differ: the squared error laid over the picture as heat.
///
/// @param shape of the pictures
/// @param most the squared error at the bright end of the scale, above 0; what is above it looks the same
public record ErrorMapFigure(Shape shape, double most) {
    private static final int CELL = 224;
    private static final int GAP = 16;
    private static final int TOP = 96;
    private static final int BAR_WIDTH = 14;
    private static final int BAR_LABELS = 84;
    private static final int STEPS = 64;
    /// The share of all errors that the scale covers: a few single pixels would darken all others.
    private static final double COVERED = 0.999;

    /// The lightness that the picture below the heat has at its darkest and at its brightest.
    private static final double DARKEST = 0.1;

    private static final double BRIGHTEST = 0.65;

    /// A scale for several maps.
    ///
    /// @param maps at least one
    public static ErrorMapFigure of(Shape shape, List<ErrorMap> maps) {
        var errors = maps.stream().flatMapToDouble(map -> Arrays.stream(map.errors())).sorted().toArray();
        double most = errors[(int) (COVERED * (errors.length - 1))];
        return new ErrorMapFigure(shape, most > 0 ? most : 1);
    }

    /// @param name of the picture
    /// @param picture `[row][column][channel]`
    /// @param reconstruction likewise
    /// @param regions to be framed
    public Figure draw(
            String name, float[] picture, float[] reconstruction, ErrorMap map, List<ErrorRegion> regions) {
        int bar = Style.MARGIN + 3 * (CELL + GAP) + GAP;
        var canvas = new Canvas(bar + BAR_WIDTH + BAR_LABELS + Style.MARGIN, TOP + CELL + Style.MARGIN);
        var error = String.format(Locale.ROOT, "mean squared error %.5f",
                Arrays.stream(map.errors()).sequential().average().orElse(0));
        canvas.title(canvas.shortened(name, Style.TITLE, bar), error);
        var panels = List.of(Picture.of(shape, picture), Picture.of(shape, reconstruction),
                heat(picture, map, regions));
        var labels = List.of("picture", "reconstruction", "squared error");
        for (int i = 0; i < panels.size(); i++) {
            double x = Style.MARGIN + (double) i * (CELL + GAP);
            canvas.picture(panels.get(i), x, TOP, CELL);
            canvas.left(labels.get(i), Style.STRONG, Style.INK, x, TOP - 12);
        }
        bar(canvas, bar);
        return new Figure("error-map", name + ": the picture, its reconstruction and the squared error. " + error,
                canvas.image());
    }

    /// As large as whole pixels allow, so that frames are thin.
    private Picture heat(float[] picture, ErrorMap map, List<ErrorRegion> regions) {
        int zoom = Math.max(1, CELL * Canvas.SCALE / Math.max(map.width(), map.height()));
        var image = new BufferedImage(map.width() * zoom, map.height() * zoom, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        for (int i = 0; i < map.errors().length; i++) {
            pen.setColor(color(lightness(picture, i), map.errors()[i] / most));
            pen.fillRect(i % map.width() * zoom, i / map.width() * zoom, zoom, zoom);
        }
        int line = Math.max(2, Math.ceilDiv(Math.max(image.getWidth(), image.getHeight()), CELL));
        pen.setColor(Style.PAPER);
        for (var region : regions) {
            for (int inset = 0; inset < line; inset++) {
                pen.drawRect(region.left() * zoom + inset, region.top() * zoom + inset,
                        region.width() * zoom - 2 * inset - 1, region.height() * zoom - 2 * inset - 1);
            }
        }
        pen.dispose();
        return new Picture(image);
    }

    /// Of a pixel, as a mean over channels.
    private double lightness(float[] picture, int pixel) {
        int channels = shape.channels();
        double sum = 0;
        for (int c = 0; c < channels; c++) sum += Math.clamp(picture[pixel * channels + c], 0f, 1f);
        return sum / channels;
    }

    /// Where there is no error the picture in grey, where it is large the heat alone.
    private static Color color(double lightness, double level) {
        float grey = (float) (DARKEST + (BRIGHTEST - DARKEST) * lightness);
        return Palette.mix(new Color(grey, grey, grey), Palette.ramp(level), Math.sqrt(Math.clamp(level, 0.0, 1.0)));
    }

    private void bar(Canvas canvas, double left) {
        double step = (double) CELL / STEPS;
        for (int i = 0; i < STEPS; i++) {
            canvas.pen().setColor(Palette.ramp((i + 0.5) / STEPS));
            canvas.pen().fill(new Rectangle2D.Double(left, TOP + CELL - (i + 1) * step, BAR_WIDTH, step + 0.5));
        }
        var axis = new Axis("", 0, most, Ticks.within(0, most, 4), (double) TOP + CELL, TOP);
        for (double tick : axis.ticks().values()) {
            canvas.left(axis.ticks().label(tick), Style.SMALL, Style.QUIET, left + BAR_WIDTH + 6,
                    axis.place(tick) + 4);
        }
        canvas.left("squared error", Style.SMALL, Style.QUIET, left, TOP - 12);
    }
}

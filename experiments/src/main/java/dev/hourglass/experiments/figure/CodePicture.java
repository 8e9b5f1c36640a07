package dev.hourglass.experiments.figure;

import dev.hourglass.datasets.picture.Picture;
import dev.hourglass.spec.Shape;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Locale;

/// Codes as pictures: one square a number, from dark (low) to bright (high) between two bounds that all codes share.
///
/// A flat code becomes a square where its size is one, a strip where it is short, and else rows as nearly square as its
/// size allows. The channels of a code that is an image become tiles, side by side.
final class CodePicture {
    private static final int LONGEST_STRIP = 16;
    private static final int STRIP_ASPECT = 3;
    private static final double WIDEST_ROWS = 3;
    private static final int WIDEST_GAP = 6;

    private final Shape code;
    private final float min;
    private final float max;
    private final int columns;
    private final int rows;
    private final int room;

    /// @param code the shape of a code
    /// @param codes `[sample][code feature]`, all that will be drawn: the smallest and largest are the bounds
    /// @param room pixels along each side of the place a picture will get
    CodePicture(Shape code, float[][] codes, int room) {
        this.code = code;
        this.room = room;
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (var one : codes) {
            for (float value : one) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        this.min = low;
        this.max = high;
        int cells = code.channels();
        this.columns = code.isImage() ? ceilSqrt(cells) : flatColumns(cells);
        this.rows = Math.ceilDiv(cells, columns);
    }

    Picture of(float[] values) {
        return code.isImage() ? tiles(values) : flat(values);
    }

    /// How the numbers are laid out, as `6×6` or `4×4×16`.
    String layout() {
        if (code.isImage()) {
            return String.format(Locale.ROOT, "%d×%d×%d", code.height(), code.width(), code.channels());
        }
        return rows == 1 ? code.size() + " numbers" : String.format(Locale.ROOT, "%d×%d", rows, columns);
    }

    /// The bounds, as `-1.5 to 4.21`.
    String range() {
        return String.format(Locale.ROOT, "%.3g to %.3g", min, max).replace("-", "\u2212");
    }

    private Picture flat(float[] values) {
        int tall = rows == 1 ? Math.max(1, columns / STRIP_ASPECT) : 1;
        var image = new BufferedImage(columns, rows * tall, BufferedImage.TYPE_INT_RGB);
        var pen = paper(image);
        for (int i = 0; i < values.length; i++) {
            square(pen, values[i], i % columns, i / columns * tall, 1, tall);
        }
        pen.dispose();
        return new Picture(image);
    }

    private Picture tiles(float[] values) {
        int height = code.height();
        int width = code.width();
        int channels = code.channels();
        int longest = Math.max(columns * width, rows * height);
        int zoom = Math.max(1, (room - columns + 1) / longest);
        int gap = columns == 1 ? 0 : Math.clamp((room - longest * zoom) / (columns - 1), 1, WIDEST_GAP);
        int across = width * zoom + gap;
        int down = height * zoom + gap;
        var image = new BufferedImage(columns * across - gap, rows * down - gap, BufferedImage.TYPE_INT_RGB);
        var pen = paper(image);
        for (int i = 0; i < values.length; i++) {
            int channel = i % channels;
            int pixel = i / channels;
            int x = channel % columns * across + pixel % width * zoom;
            int y = channel / columns * down + pixel / width * zoom;
            square(pen, values[i], x, y, zoom, zoom);
        }
        pen.dispose();
        return new Picture(image);
    }

    private void square(Graphics2D pen, float value, int x, int y, int width, int height) {
        pen.setColor(Palette.ramp(max > min ? (value - min) / (max - min) : 0));
        pen.fillRect(x, y, width, height);
    }

    private static Graphics2D paper(BufferedImage image) {
        var pen = image.createGraphics();
        pen.setColor(Style.PAPER);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        return pen;
    }

    private static int flatColumns(int size) {
        int side = ceilSqrt(size);
        if (side * side == size) {
            return side;
        }
        if (size <= LONGEST_STRIP) {
            return size;
        }
        for (int columns = side; columns <= Math.sqrt(size * WIDEST_ROWS); columns++) {
            if (size % columns == 0) {
                return columns;
            }
        }
        return side;
    }

    private static int ceilSqrt(int n) {
        return (int) Math.ceil(Math.sqrt(n));
    }
}

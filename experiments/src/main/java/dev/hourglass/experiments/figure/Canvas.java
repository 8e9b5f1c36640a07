package dev.hourglass.experiments.figure;

import dev.hourglass.datasets.picture.Picture;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/// Paper to draw on, measured in logical pixels; the picture has [#SCALE] times as many, so that it is crisp on
/// dense screens and in print.
final class Canvas {
    static final int SCALE = 2;

    private final BufferedImage image;
    private final Graphics2D pen;

    Canvas(int width, int height) {
        image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.scale(SCALE, SCALE);
        pen.setColor(Style.PAPER);
        pen.fillRect(0, 0, width, height);
    }

    Graphics2D pen() {
        return pen;
    }

    BufferedImage image() {
        return image;
    }

    /// The figure's first two lines: what it shows, and a quieter line on how to read it.
    void title(String title, String subtitle) {
        left(title, Style.TITLE, Style.INK, Style.MARGIN, 32);
        left(subtitle, Style.TEXT, Style.QUIET, Style.MARGIN, 51);
    }

    void left(String text, Font font, Color color, double x, double baseline) {
        pen.setFont(font);
        pen.setColor(color);
        pen.drawString(text, (float) x, (float) baseline);
    }

    void right(String text, Font font, Color color, double x, double baseline) {
        left(text, font, color, x - width(text, font), baseline);
    }

    void centred(String text, Font font, Color color, double x, double baseline) {
        left(text, font, color, x - width(text, font) / 2, baseline);
    }

    /// Text that runs upwards, its middle at `y`.
    void upwards(String text, Font font, Color color, double x, double y) {
        var level = pen.getTransform();
        pen.translate(x, y);
        pen.rotate(-Math.PI / 2);
        centred(text, font, color, 0, 0);
        pen.setTransform(level);
    }

    double width(String text, Font font) {
        return font.getStringBounds(text, pen.getFontRenderContext()).getWidth();
    }

    /// A text that takes no more room than there is: its first letters and an ellipsis where it would.
    String shortened(String text, Font font, double room) {
        int length = text.length();
        var shown = text;
        while (length > 0 && width(shown, font) > room) {
            length = text.offsetByCodePoints(length, -1);
            shown = text.substring(0, length) + "\u2026";
        }
        return shown;
    }

    /// A picture with square pixels, as large as whole pixels of the file allow, in the middle of a square cell.
    /// A picture that is larger than the cell is made smaller by averaging.
    void picture(Picture picture, double x, double y, double cell) {
        int room = (int) Math.round(cell * SCALE);
        var level = pen.getTransform();
        pen.scale(1.0 / SCALE, 1.0 / SCALE);
        double ratio = Math.min((double) room / picture.width(), (double) room / picture.height());
        int zoom = (int) ratio;
        int width = zoom >= 1 ? picture.width() * zoom : Math.max(1, (int) (picture.width() * ratio));
        int height = zoom >= 1 ? picture.height() * zoom : Math.max(1, (int) (picture.height() * ratio));
        int left = (int) Math.round(x * SCALE) + (room - width) / 2;
        int top = (int) Math.round(y * SCALE) + (room - height) / 2;
        pen.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                zoom >= 1
                        ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
                        : RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(picture.image(), left, top, width, height, null);
        pen.setTransform(level);
    }
}

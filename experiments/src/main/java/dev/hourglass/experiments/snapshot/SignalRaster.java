package dev.hourglass.experiments.snapshot;

import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Shape;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;

/// Signals as small pictures of their curves, one colour a channel, all between the same bounds.
///
/// @param signal the shape of a sample
/// @param low the value at the lower edge
/// @param high that at the upper edge
record SignalRaster(Shape signal, float low, float high) {
    private static final int HEIGHT = 64;
    private static final int NARROWEST = 96;
    private static final int WIDEST = 256;
    private static final int MARGIN = 3;
    private static final int RGB = 3;
    private static final int LEVELS = 255;
    private static final List<Color> COLORS = List.of(
            new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7));

    /// Between the lowest and the highest value of some samples.
    static SignalRaster around(Shape signal, Dataset samples) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < samples.size(); i++) {
            for (float value : samples.sample(i)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return new SignalRaster(signal, low, Math.max(high, Math.nextUp(low)));
    }

    /// Of the pictures.
    Shape picture() {
        return Shape.of(HEIGHT, Math.clamp(signal.width(), NARROWEST, WIDEST), RGB);
    }

    /// Levels of red, green and blue in 0..1, pixel by pixel.
    float[] draw(float[] sample) {
        int width = picture().width();
        var image = new BufferedImage(width, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, HEIGHT);
        pen.setStroke(new BasicStroke(1.2f));
        for (int channel = signal.channels() - 1; channel >= 0; channel--) {
            pen.setColor(COLORS.get(channel % COLORS.size()));
            pen.draw(path(sample, channel, width));
        }
        pen.dispose();
        var levels = new float[width * HEIGHT * picture().channels()];
        for (int i = 0; i < width * HEIGHT; i++) {
            var color = new Color(image.getRGB(i % width, i / width));
            levels[RGB * i] = (float) color.getRed() / LEVELS;
            levels[RGB * i + 1] = (float) color.getGreen() / LEVELS;
            levels[RGB * i + 2] = (float) color.getBlue() / LEVELS;
        }
        return levels;
    }

    private Path2D path(float[] sample, int channel, int width) {
        var path = new Path2D.Double();
        int steps = signal.width();
        for (int step = 0; step < steps; step++) {
            float value = Math.clamp(sample[step * signal.channels() + channel], low, high);
            double x = steps == 1 ? width / 2.0 : step * (width - 1.0) / (steps - 1);
            double y = MARGIN + (HEIGHT - 1 - 2 * MARGIN) * (high - value) / ((double) high - low);
            if (step == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        return path;
    }
}

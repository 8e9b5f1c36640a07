package dev.hourglass.app.figure;

import dev.hourglass.spec.Shape;
import java.awt.image.BufferedImage;

/// Pixels to be shown, one byte a channel.
public record Picture(BufferedImage image) {
    private static final int GREY = 1;
    private static final int GREY_WITH_ALPHA = 2;

    /// A sample as a picture; values below 0 are black, values above 1 white.
    ///
    /// @param shape `[height, width, channels]`: one channel is grey, two are grey and an alpha that is left out,
    ///     three or more are red, green, blue and others that are left out
    /// @param values `[row][column][channel]`, 0..1
    public static Picture of(Shape shape, float[] values) {
        int height = shape.height();
        int width = shape.width();
        int channels = shape.channels();
        var image = new BufferedImage(
                width, height, channels <= GREY_WITH_ALPHA ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        var raster = image.getRaster();
        int shown = channels <= GREY_WITH_ALPHA ? GREY : 3;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < shown; c++) {
                    raster.setSample(x, y, c, level(values[(y * width + x) * channels + c]));
                }
            }
        }
        return new Picture(image);
    }

    public int width() {
        return image.getWidth();
    }

    public int height() {
        return image.getHeight();
    }

    private static int level(float value) {
        return Math.round(Math.clamp(value, 0f, 1f) * 255);
    }
}

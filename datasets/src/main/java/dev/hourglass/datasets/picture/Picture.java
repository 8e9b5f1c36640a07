package dev.hourglass.datasets.picture;

import dev.hourglass.spec.Shape;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// A sample as pixels, to be shown or written.
public record Picture(BufferedImage image) {
    private static final int GREY = 1;
    private static final int COLOUR = 3;

    /// A sample as a picture; values below 0 are black, values above 1 white.
    ///
    /// @param shape `[height, width, channels]`: one channel is grey, three are red, green and blue
    /// @param values `[row][column][channel]`, 0..1
    public static Picture of(Shape shape, float[] values) {
        return of(shape, values, Byte.SIZE);
    }

    /// A sample as a picture; values below 0 are black, values above 1 white.
    ///
    /// @param shape `[height, width, channels]`: one channel is grey, three are red, green and blue
    /// @param values `[row][column][channel]`, 0..1
    /// @param bits of each channel, 8 or 16
    public static Picture of(Shape shape, float[] values, int bits) {
        int height = shape.height();
        int width = shape.width();
        int channels = shape.channels();
        if (channels != GREY && channels != COLOUR) {
            throw new IllegalArgumentException("expected 1 or 3 channels, found " + channels);
        }
        var image = bits == Byte.SIZE ? ofBytes(width, height, channels) : ofShorts(width, height, channels);
        var raster = image.getRaster();
        int white = (1 << bits) - 1;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < channels; c++) {
                    raster.setSample(x, y, c, level(values[(y * width + x) * channels + c], white));
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

    /// A file of the format PNG.
    public byte[] png() {
        return png(image);
    }

    /// A file of the format PNG.
    public static byte[] png(RenderedImage image) {
        var bytes = new ByteArrayOutputStream();
        // A stream that keeps nothing in a temporary file, which would want to be removed at the end of the process.
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written but memory
        }
        return bytes.toByteArray();
    }

    private static BufferedImage ofBytes(int width, int height, int channels) {
        return new BufferedImage(
                width, height, channels == GREY ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    }

    private static BufferedImage ofShorts(int width, int height, int channels) {
        if (channels == GREY) {
            return new BufferedImage(width, height, BufferedImage.TYPE_USHORT_GRAY);
        }
        var model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        return new BufferedImage(model, model.createCompatibleWritableRaster(width, height), false, null);
    }

    private static int level(float value, int white) {
        return Math.round(Math.clamp(value, 0f, 1f) * white);
    }
}

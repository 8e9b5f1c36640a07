package dev.hourglass.datasets.picture;

import dev.hourglass.spec.ImageSize;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/// Takes the levels out of what the JDK's interface for decoders gives.
///
/// Levels are taken as they are stored: the JDK's own conversion would brighten grey, because it holds its grey colour space
/// to be linear, and knows 8 bits alone.
final class ImageLayers {
    private static final int COLOURS = 3;

    private ImageLayers() {}

    static DecodedLayers of(BufferedImage image) throws IOException {
        return image.getColorModel() instanceof ComponentColorModel model ? bands(image.getRaster(), model)
                : colours(image);
    }

    /// The bands of a raster, the first so many as levels of one pixel.
    ///
    /// @param channels without alpha
    /// @param depth bits of each value, 1 to 16
    static Levels levels(Raster raster, int from, int channels, int depth) {
        int bands = raster.getNumBands();
        var row = new int[raster.getWidth() * bands];
        var levels = Levels.allocate(depth, raster.getWidth() * raster.getHeight() * channels);
        int largest = (1 << depth) - 1;
        int at = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int x = 0; x < row.length; x += bands) {
                for (int c = 0; c < channels; c++) {
                    levels.set(at++, scaled(row[x + from + c], largest, levels.white()));
                }
            }
        }
        return levels;
    }

    private static DecodedLayers bands(Raster raster, ColorModel model) throws IOException {
        int channels = model.getNumColorComponents();
        int depth = model.getComponentSize(0);
        var type = model.getTransferType();
        if (type != DataBuffer.TYPE_BYTE && type != DataBuffer.TYPE_USHORT) {
            throw new PictureException(
                    String.format(Locale.ROOT,
                            "expected channels of 1 to 16 bits, found %d bits; save the values as a .npy file", depth));
        }
        if (!isKnown(model.getColorSpace().getType(), channels)) {
            throw new PictureException(
                    String.format(Locale.ROOT,
                            "expected grey, RGB or CMYK, found another colour space of %d channels; save it as RGB",
                            channels));
        }
        return new DecodedLayers(
                new ImageSize(raster.getHeight(), raster.getWidth()), channels, levels(raster, 0, channels, depth),
                model.hasAlpha() ? Optional.of(levels(raster, channels, 1, depth)) : Optional.empty(),
                model.isAlphaPremultiplied());
    }

    private static boolean isKnown(int type, int channels) {
        return switch (type) {
            case ColorSpace.TYPE_GRAY -> channels == 1;
            case ColorSpace.TYPE_RGB -> channels == COLOURS;
            case ColorSpace.TYPE_CMYK -> channels == COLOURS + 1;
            default -> false;
        };
    }

    /// Palettes and packed pixels, which have 8 bits.
    private static DecodedLayers colours(BufferedImage image) {
        int width = image.getWidth();
        var row = new int[width];
        var levels = Levels.allocate(Byte.SIZE, width * image.getHeight() * COLOURS);
        var alpha = Levels.allocate(Byte.SIZE, width * image.getHeight());
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int pixel = y * width + x;
                alpha.set(pixel, row[x] >>> 24);
                levels.set(pixel * COLOURS, row[x] >> 16);
                levels.set(pixel * COLOURS + 1, row[x] >> 8);
                levels.set(pixel * COLOURS + 2, row[x]);
            }
        }
        return new DecodedLayers(new ImageSize(image.getHeight(), width), COLOURS, levels, Optional.of(alpha), false);
    }

    private static int scaled(int value, int largest, int white) {
        return largest == white ? value : (value * white + largest / 2) / largest;
    }
}

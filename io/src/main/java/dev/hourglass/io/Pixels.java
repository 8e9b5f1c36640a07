package dev.hourglass.io;

import dev.hourglass.spec.ImageSize;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;

/// A decoded picture: `[row][column][channel]`, one channel if all pixels are grey, else red, green and blue.
final class Pixels {
    private static final int WHITE = 255;
    private static final int COLOURS = 3;

    private final ImageSize size;
    private final int channels;
    private final byte[] values;

    /// @param values not copied: the caller gives the array away
    Pixels(ImageSize size, int channels, byte[] values) {
        this.size = size;
        this.channels = channels;
        this.values = values;
    }

    /// Grey samples are taken as they are stored: the JDK's own conversion would brighten them, because it holds its
    /// grey colour space to be linear.
    static Pixels of(BufferedImage image) {
        var size = new ImageSize(image.getHeight(), image.getWidth());
        return image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
                ? new Pixels(size, 1, greySamples(image))
                : new Pixels(size, COLOURS, colours(image)).reduced();
    }

    ImageSize size() {
        return size;
    }

    int channels() {
        return channels;
    }

    boolean isColour() {
        return channels == COLOURS;
    }

    /// One channel value, 0 to 255.
    int value(int row, int column, int channel) {
        return values[(row * size.width() + column) * channels + channel] & 0xff;
    }

    /// Luma as in ITU-R BT.601.
    Pixels toGrey() {
        if (!isColour()) return this;
        var grey = new byte[values.length / COLOURS];
        for (int i = 0; i < grey.length; i++) {
            int red = values[COLOURS * i] & 0xff;
            int green = values[COLOURS * i + 1] & 0xff;
            int blue = values[COLOURS * i + 2] & 0xff;
            grey[i] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
        }
        return new Pixels(size, 1, grey);
    }

    /// Writes the values to `into[at]` and on, each grey one three times if three channels are wanted.
    void copyTo(byte[] into, int at, int wantedChannels) {
        int repeat = wantedChannels / channels;
        for (int i = 0; i < values.length * repeat; i++) {
            into[at + i] = values[i / repeat];
        }
    }

    private Pixels reduced() {
        for (int i = 0; i < values.length; i += COLOURS) {
            if (values[i] != values[i + 1] || values[i] != values[i + 2]) return this;
        }
        return toGrey();
    }

    private static byte[] greySamples(BufferedImage image) {
        int width = image.getWidth();
        var raster = image.getRaster();
        int bands = raster.getNumBands();
        int largest = (1 << image.getColorModel().getComponentSize(0)) - 1;
        var row = new int[width * bands];
        var values = new byte[width * image.getHeight()];
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                int alpha = bands > 1 ? scaled(row[x * bands + 1], largest) : WHITE;
                values[y * width + x] = onWhite(scaled(row[x * bands], largest), alpha);
            }
        }
        return values;
    }

    private static byte[] colours(BufferedImage image) {
        int width = image.getWidth();
        var row = new int[width];
        var values = new byte[width * image.getHeight() * COLOURS];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int argb : row) {
                int alpha = argb >>> 24;
                values[at++] = onWhite(argb >> 16 & 0xff, alpha);
                values[at++] = onWhite(argb >> 8 & 0xff, alpha);
                values[at++] = onWhite(argb & 0xff, alpha);
            }
        }
        return values;
    }

    private static int scaled(int sample, int largest) {
        return (sample * WHITE + largest / 2) / largest;
    }

    private static byte onWhite(int value, int alpha) {
        return (byte) ((value * alpha + WHITE * (WHITE - alpha) + WHITE / 2) / WHITE);
    }
}

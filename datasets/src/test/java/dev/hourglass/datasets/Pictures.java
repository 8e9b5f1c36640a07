package dev.hourglass.datasets;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;

/// Small picture files for tests.
final class Pictures {
    private Pictures() {}

    /// @param colours row by row; the last one fills the rest
    static BufferedImage rgb(int width, int height, int... colours) {
        return filled(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), colours);
    }

    static BufferedImage argb(int width, int height, int... colours) {
        return filled(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB), colours);
    }

    static BufferedImage grey(int width, int height, int sample) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < width * height; i++) image.getRaster().setSample(i % width, i / width, 0, sample);
        return image;
    }

    static BufferedImage grey16(int... samples) {
        var image = new BufferedImage(samples.length, 1, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < samples.length; i++) image.getRaster().setSample(i, 0, 0, samples[i]);
        return image;
    }

    static void write(Path file, String format, BufferedImage image) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        if (!ImageIO.write(image, format, file.toFile())) throw new IOException("no writer for " + format);
    }

    private static BufferedImage filled(BufferedImage image, int... colours) {
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            image.setRGB(i % image.getWidth(), i / image.getWidth(), colours[Math.min(i, colours.length - 1)]);
        }
        return image;
    }
}

package dev.hourglass.experiments.figure;

import dev.hourglass.internal.file.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// A finished drawing.
///
/// @param name of its file, without `.png`
/// @param caption what it shows, for those who cannot see it
public record Figure(String name, String caption, BufferedImage image) {
    /// Pixels across at which it is meant to be seen; the picture has more, for dense screens and print.
    public int width() {
        return image.getWidth() / Canvas.SCALE;
    }

    /// The figure as the bytes of a PNG file.
    public byte[] png() {
        try (var bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes `name.png` into a folder, which is made where missing.
    ///
    /// @return the file
    public Path save(Path folder) {
        try {
            var file = Files.createDirectories(folder).resolve(name + ".png");
            AtomicFile.replace(file, png());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

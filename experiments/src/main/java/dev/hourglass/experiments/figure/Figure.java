package dev.hourglass.experiments.figure;

import dev.hourglass.datasets.picture.Picture;
import dev.hourglass.internal.file.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A finished drawing.
public final class Figure {
    private final String name;
    private final String caption;
    private final BufferedImage image;
    private Optional<byte[]> png = Optional.empty();

    /// @param name of its file, without `.png`
    /// @param caption what it shows, for those who cannot see it
    /// @param image kept, and not to be drawn on any more
    public Figure(String name, String caption, BufferedImage image) {
        this.name = name;
        this.caption = caption;
        this.image = image;
    }

    /// The name of its file, without `.png`.
    public String name() {
        return name;
    }

    /// What it shows, for those who cannot see it.
    public String caption() {
        return caption;
    }

    /// The drawing, not to be changed.
    public BufferedImage image() {
        return image;
    }

    /// Pixels across at which it is meant to be seen; the picture has more, for dense screens and print.
    public int width() {
        return image.getWidth() / Canvas.SCALE;
    }

    /// The figure as the bytes of a PNG file, not to be changed; made once.
    public synchronized byte[] png() {
        var bytes = png.orElseGet(() -> Picture.png(image));
        png = Optional.of(bytes);
        return bytes;
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

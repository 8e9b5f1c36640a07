package dev.hourglass.cli.command;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/// Pictures of 6 by 6 pixels in folders that are called as their classes.
final class ClassFolders {
    private ClassFolders() {}

    /// So many grey pictures `00.png` and so on, bright in two columns.
    ///
    /// @param bar which two: 0, 1 or 2
    static Path bars(Path folder, int bar, int count) throws IOException {
        Files.createDirectories(folder);
        var random = new SplittableRandom(bar);
        for (int i = 0; i < count; i++) {
            var image = new BufferedImage(6, 6, BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < 6; y++) {
                for (int x = 2 * bar; x < 2 * bar + 2; x++) {
                    image.getRaster().setSample(x, y, 0, random.nextInt(150, 256));
                }
            }
            ImageIO.write(image, "png", folder.resolve("%02d.png".formatted(i)).toFile());
        }
        return folder;
    }

    /// So many pictures with three bright pixels, of which the class decides the place.
    ///
    /// @param place 0 to 11
    static Path dots(Path folder, int place, int count) throws IOException {
        Files.createDirectories(folder);
        var random = new SplittableRandom(place);
        for (int i = 0; i < count; i++) {
            var image = new BufferedImage(6, 6, BufferedImage.TYPE_BYTE_GRAY);
            for (int pixel = 3 * place; pixel < 3 * place + 3; pixel++) {
                image.getRaster().setSample(pixel % 6, pixel / 6, 0, random.nextInt(200, 256));
            }
            ImageIO.write(image, "png", folder.resolve("%02d.png".formatted(i)).toFile());
        }
        return folder;
    }
}

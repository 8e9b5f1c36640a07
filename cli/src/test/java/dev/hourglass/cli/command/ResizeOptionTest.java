package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Hourglass;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResizeOptionTest {
    @TempDir
    private Path folder;

    @Test
    void bringsPicturesOfAnySizeToTheInputOfTheModel() throws IOException {
        var pictures = Files.createDirectory(folder.resolve("pictures"));
        for (int i = 0; i < 12; i++) {
            var picture = new BufferedImage(9 + i, 8, BufferedImage.TYPE_INT_RGB);
            picture.setRGB(i % 8, 3, 0xFF8800);
            ImageIO.write(picture, "png", pictures.resolve(i + ".png").toFile());
        }
        var spec = Files.writeString(
                folder.resolve("spec.yaml"),
                """
                model:
                  input: [6, 6, 1]
                  encoder: [flatten, {dense: 2}]
                  decoder: [{dense: 36}, {reshape: [6, 6, 1]}]
                  loss: mean_squared_error
                train: {optimizer: {adam: 0.01}, epochs: 1, batch: 5}
                """);
        var out = folder.resolve("run");

        var run = Hourglass.run(
                "train", spec.toString(), "--data", pictures.toString(), "--resize", "--out", out.toString());

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(out.resolve("figures/reconstructions.png")).exists();
    }
}

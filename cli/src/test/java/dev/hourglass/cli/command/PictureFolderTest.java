package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Hourglass;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders of pictures in, folders of pictures out.
@SuppressWarnings("NullAway.Init") // JUnit sets the folders, prepare the models
class PictureFolderTest {
    @TempDir
    private static Path models;

    private static String plain;
    private static String masked;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        var fixture = new RunFixture(models);
        plain = fixture.train("plain", "").resolve("model.hourglass").toString();
        masked = fixture.train("masked", "  corruption: {masking: 0.5}").resolve("model.hourglass").toString();
    }

    @Test
    void reconstructsPicturesUnderTheirNames() throws IOException {
        pictures("in/left.png", "in/right.bmp");

        assertThat(reconstruct("in", "out").exitCode()).isZero();

        assertThat(files("out")).containsExactly("left.png", "right.png");
        assertThat(ImageIO.read(folder.resolve("out/right.png").toFile()).getWidth()).isEqualTo(6);
    }

    @Test
    void keepsSubfoldersAndTheOrderOfPictures() throws IOException {
        pictures("in/train/a/1.png", "in/train/b/2.png", "in/test/a/3.png");

        var run = reconstruct("in", "out");

        assertThat(run.err()).last().asString().startsWith("wrote 3 reconstructions to ");
        assertThat(files("out/train/a")).containsExactly("1.png");
        assertThat(files("out/train/b")).containsExactly("2.png");
        assertThat(files("out/test/a")).containsExactly("3.png");
    }

    @Test
    void numbersThePicturesOfOnePart() throws IOException {
        pictures("in/a.png", "in/b.png", "in/c.png");

        assertThat(reconstruct("in", "out", "--part", "train").exitCode()).isZero();

        assertThat(files("out")).containsExactly("00000.png", "00001.png");
    }

    @Test
    void leavesThePicturesThatItReadsAsTheyAre() throws IOException {
        pictures("in/a.png", "in/b.png");
        var before = Files.readAllBytes(folder.resolve("in/a.png"));

        var run = reconstruct("in", "in/../in");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).last().asString().contains("a.png, one of the input pictures");
        assertThat(folder.resolve("in/a.png")).hasBinaryContent(before);
    }

    @Test
    void writesOverWhatItWroteBefore() throws IOException {
        pictures("in/a.png", "in/b.png");
        reconstruct("in", "out");

        assertThat(reconstruct("in", "out").exitCode()).isZero();
    }

    @Test
    void corruptsAsTheModelWasTrained() throws IOException {
        pictures("in/a.png", "in/b.png");

        assertThat(corrupt("once").exitCode()).isZero();
        corrupt("twice");
        corrupt("otherwise", "--seed", "2");

        var pixels = pixels("once/a.png");
        assertThat(pixels).contains(0, 200).doesNotContain(100);
        assertThat(pixels("twice/a.png")).isEqualTo(pixels);
        assertThat(pixels("otherwise/a.png")).isNotEqualTo(pixels);
        assertThat(pixels("once/b.png")).isNotEqualTo(pixels);
    }

    private Hourglass reconstruct(String in, String out, String... more) {
        var arguments = new ArrayList<>(List.of("reconstruct", plain, "--data", path(in), "--out", path(out)));
        arguments.addAll(List.of(more));
        return Hourglass.run(arguments.toArray(String[]::new));
    }

    private Hourglass corrupt(String out, String... more) {
        var arguments = new ArrayList<>(List.of("corrupt", masked, "--data", path("in"), "--out", path(out)));
        arguments.addAll(List.of(more));
        return Hourglass.run(arguments.toArray(String[]::new));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void pictures(String... names) throws IOException {
        for (var name : names) {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            var image = new BufferedImage(6, 6, BufferedImage.TYPE_BYTE_GRAY);
            for (int i = 0; i < 36; i++) {
                image.getRaster().setSample(i % 6, i / 6, 0, 200);
            }
            ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile());
        }
    }

    private int[] pixels(String name) throws IOException {
        return ImageIO.read(folder.resolve(name).toFile()).getRaster().getSamples(0, 0, 6, 6, 0, new int[36]);
    }

    private List<String> files(String name) throws IOException {
        try (var files = Files.list(folder.resolve(name))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}

package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Hourglass;
import dev.hourglass.datasets.npy.Npy;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models that give back what they are given show how pictures are read and written.
class PicturesInAndOutTest {
    private static final int SIDE = 6;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeModels() {
        for (int channels : new int[] {1, 3, 4}) {
            identity(channels).save(folder.resolve("model" + channels + ".hourglass"));
        }
    }

    @Test
    void picturesOfSixteenBitsComeOutAsTheyWent() throws IOException {
        for (int channels : new int[] {1, 3}) {
            var in = "in" + channels;
            write(in + "/deep.png", deep(channels));
            write(in + "/deeper.PNG", deep(channels));

            assertThat(reconstruct(channels, in, "out").exitCode()).isZero();

            assertThat(levels("out/deep.png")).isEqualTo(levels(in + "/deep.png"));
            assertThat(levels("out/deeper.png")).isEqualTo(levels(in + "/deep.png"));
            assertThat(ImageIO.read(file("out/deep.png")).getColorModel().getComponentSize(0)).isEqualTo(16);
        }
    }

    @Test
    void picturesOfEightBitsComeOutAsTheyWent() throws IOException {
        write("in/a.png", colourful());

        assertThat(reconstruct(3, "in", "out").exitCode()).isZero();

        assertThat(levels("out/a.png")).isEqualTo(levels("in/a.png"));
        assertThat(ImageIO.read(file("out/a.png")).getColorModel().getComponentSize(0)).isEqualTo(8);
    }

    @Test
    void whatIsReadFromAnArrayIsWrittenWithEightBits() throws IOException {
        Npy.write(folder.resolve("in.npy"), Shape.of(SIDE, SIDE, 1), new float[2][SIDE * SIDE]);

        assertThat(reconstruct(1, "in.npy", "out").exitCode()).isZero();

        assertThat(ImageIO.read(file("out/00001.png")).getColorModel().getComponentSize(0)).isEqualTo(8);
    }

    @Test
    void onePictureIsOneSample() throws IOException {
        write("in/a.bmp", colourful());

        assertThat(reconstruct(3, "in/a.bmp", "out").exitCode()).isZero();
        assertThat(levels("out/a.png")).isEqualTo(levels("in/a.bmp"));

        var encoded = run("encode", path("model3.hourglass"), "--data", path("in/a.bmp"));
        assertThat(encoded.exitCode()).isZero();
        assertThat(encoded.out()).hasSize(2);

        var evaluated = run("evaluate", path("model3.hourglass"), "--data", path("in/a.bmp"));
        assertThat(evaluated.exitCode()).as("%s", evaluated.err()).isZero();
        assertThat(evaluated.out().getFirst()).matches("test samples +1");
    }

    @Test
    void aModelIsJudgedByOnePictureWithoutPca() throws IOException {
        new RunFixture(folder).train("run", "");
        var grey = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        write("in/a.png", grey);

        var evaluated = run("evaluate", path("run/model.hourglass"), "--data", path("in/a.png"));

        assertThat(evaluated.exitCode()).as("%s", evaluated.err()).isZero();
        assertThat(evaluated.out())
                .contains("no comparison with PCA: there are no training samples besides the one to evaluate");
    }

    @Test
    void greyPicturesAreWidenedForAModelOfColours() throws IOException {
        write("in/a.png", new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY));
        write("in/b.jpg", new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB));

        assertThat(reconstruct(3, "in", "out").exitCode()).isZero();

        assertThat(ImageIO.read(file("out/b.png")).getColorModel().getNumComponents()).isEqualTo(3);
    }

    @Test
    void coloursForAModelOfGreyPicturesNeedResize() throws IOException {
        write("in/a.png", colourful());

        var refused = reconstruct(1, "in", "out");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).last().asString().endsWith(
                "a.png: expected a grey picture, because the model's input is [6, 6, 1], found a colour picture; "
                        + "add --resize to convert all to grey");

        assertThat(run("reconstruct", path("model1.hourglass"), "--data", path("in"), "--resize", "--out", path("out"))
                .exitCode()).isZero();
    }

    @Test
    void picturesThatWouldGetOneNameAreRefusedInAFolderAlone() throws IOException {
        write("in/a.png", colourful());
        write("in/a.tif", colourful());

        assertThat(reconstruct(3, "in", "out.npy").exitCode()).isZero();
        assertThat(reconstruct(3, "in", "out").err()).last().asString()
                .endsWith("a.png and a.tif would both become a.png; rename one of them");
    }

    @Test
    void twoOrFourChannelsAreNotWrittenAsPictures() throws IOException {
        Npy.write(folder.resolve("in.npy"), Shape.of(SIDE, SIDE, 4), new float[2][SIDE * SIDE * 4]);

        var refused = reconstruct(4, "in.npy", "out");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).last().asString()
                .endsWith("out: expected pictures of 1 channel (grey) or 3 (colours) to "
                        + "draw, found samples of shape [6, 6, 4]; name a .npy or .csv file");
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(reconstruct(4, "in.npy", "out.npy").exitCode()).isZero();
    }

    @Test
    void whatIsPassedOverIsReported() throws IOException {
        write("in/a.png", colourful());
        Files.writeString(folder.resolve("in/notes.txt"), "no picture");

        for (var command : List.of("encode", "evaluate", "reconstruct")) {
            var arguments = List.of(command, path("model3.hourglass"), "--data", path("in/a.png"));
            assertThat(run(arguments.toArray(String[]::new)).err()).noneMatch(line -> line.contains("skipped"));
        }
        assertThat(run("encode", path("model3.hourglass"), "--data", path("in")).err())
                .contains(path("in") + ": skipped 1 file that is not a picture (.txt)");
        assertThat(run("pca", "--data", path("in"), "--size", "1", "--out", path("pca")).err())
                .contains(path("in") + ": skipped 1 file that is not a picture (.txt)");
    }

    @Test
    void picturesOfAFolderForItAreValidatedWith() throws IOException {
        for (int i = 0; i < 12; i++) {
            write("in/%s/%d.png".formatted(i < 6 ? "train" : i < 9 ? "val" : "test", i), colourful());
        }
        var spec = Files.writeString(
                folder.resolve("spec.yaml"),
                """
                model:
                  input: [6, 6, 3]
                  encoder: [flatten, {dense: 2}]
                  decoder: [{dense: 108}, {reshape: [6, 6, 3]}]
                  loss: mean_squared_error
                train: {optimizer: {adam: 0.01}, epochs: 1, batch: 5, early_stopping: {patience: 3}}
                """);

        var trained = run("train", spec.toString(), "--data", path("in"), "--out", path("run"));

        assertThat(trained.exitCode()).as("%s", trained.err()).isZero();
        assertThat(trained.err()).contains(path("in") + ": training set train, test set test, validation set val");
        assertThat(Files.readString(folder.resolve("run/history.jsonl"))).contains("validation_loss");
        assertThat(trained.err()).anyMatch(line -> line.contains(" on 6 samples "));
    }

    /// Weights of 1 from each channel to itself.
    private static TrainedAutoencoder identity(int channels) {
        var spec = new Autoencoder(
                Shape.of(SIDE, SIDE, channels),
                List.of(new Conv2d(channels, 1, Activation.IDENTITY)),
                List.of(new Conv2d(channels, 1, Activation.IDENTITY)),
                new MeanSquaredError());
        int layer = channels * channels + channels;
        var parameters = new float[2 * layer];
        for (int c = 0; c < channels; c++) {
            parameters[c * channels + c] = 1;
            parameters[layer + c * channels + c] = 1;
        }
        return TrainedAutoencoder.of(spec, parameters, Map.of("data.shape", spec.input().toString()));
    }

    private Hourglass reconstruct(int channels, String in, String out) {
        return run("reconstruct", path("model" + channels + ".hourglass"), "--data", path(in), "--out", path(out));
    }

    private static Hourglass run(String... arguments) {
        return Hourglass.run(arguments);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private File file(String name) {
        return folder.resolve(name).toFile();
    }

    private static BufferedImage deep(int channels) {
        var model = new ComponentColorModel(
                ColorSpace.getInstance(channels == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB), false, false,
                Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        var raster = model.createCompatibleWritableRaster(SIDE, SIDE);
        var levels = new int[SIDE * SIDE * channels];
        Arrays.setAll(levels, i -> i * 1801 % 65536);
        raster.setPixels(0, 0, SIDE, SIDE, levels);
        return new BufferedImage(model, raster, false, null);
    }

    private static BufferedImage colourful() {
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            image.setRGB(i % SIDE, i / SIDE, i * 400503);
        }
        return image;
    }

    private void write(String name, BufferedImage image) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        var format = name.substring(name.lastIndexOf('.') + 1);
        assertThat(ImageIO.write(image, format.startsWith("tif") ? "tiff" : format, file.toFile())).isTrue();
    }

    private int[] levels(String name) throws IOException {
        var raster = ImageIO.read(file(name)).getRaster();
        return raster.getPixels(0, 0, SIDE, SIDE, (int[]) null);
    }
}

package dev.hourglass.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.data.DataException;
import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
    private Path folder = Path.of("");

    @BeforeEach
    void nameTheFolder(@TempDir Path parent) throws IOException {
        folder = Files.createDirectory(parent.resolve("digits"));
    }

    @Test
    void opensTheFourFilesOfMnistPackedOrNot() throws IOException {
        gzip("train-images-idx3-ubyte.gz", images(3));
        plain("train-labels-idx1-ubyte", labels(4, 5, 6));
        plain("t10k-images-idx3-ubyte", images(1));
        gzip("t10k-labels-idx1-ubyte.gz", labels(9));

        var split = Datasets.open(folder);

        assertThat(split.train().name()).isEqualTo("digits");
        assertThat(split.train().size()).isEqualTo(3);
        assertThat(split.train().labels().orElseThrow().of(2)).isEqualTo(6);
        assertThat(split.test().size()).isEqualTo(1);
        assertThat(split.test().labels().orElseThrow().of(0)).isEqualTo(9);
    }

    @Test
    void namesTheFileOfMnistThatIsMissing() throws IOException {
        plain("train-images-idx3-ubyte", images(1));
        plain("train-labels-idx1-ubyte", labels(1));
        plain("t10k-images-idx3-ubyte", images(1));

        assertRefused(folder, folder + ": expected t10k-labels-idx1-ubyte or t10k-labels-idx1-ubyte.gz beside "
                + "train-images-idx3-ubyte, found neither");
    }

    @Test
    void opensAFolderOfPictures() throws IOException {
        for (int i = 0; i < 40; i++) picture("%02d.png".formatted(i), i);

        var split = Datasets.open(folder);

        assertThat(split.train().size() + split.test().size()).isEqualTo(40);
        for (int i = 0; i < split.test().size(); i++) {
            int number = Integer.parseInt(split.test().sampleNames().get(i).substring(0, 2));
            assertThat(split.test().sample(i)).containsExactly(number / 255f);
        }
    }

    @Test
    void picturesAddedOrRemovedMoveNoOtherToTheTestPart() throws IOException {
        for (int i = 0; i < 60; i++) picture("class/%02d.png".formatted(i), i);
        var before = Datasets.open(folder).test().sampleNames();

        for (int i = 0; i < 5; i++) Files.delete(folder.resolve("class/%02d.png".formatted(i)));
        picture("another/new.png", 100);

        assertThat(Datasets.open(folder).test().sampleNames()).filteredOn(name -> name.startsWith("class/"))
                .containsExactlyElementsOf(before.stream().filter(name -> name.compareTo("class/05.png") >= 0).toList());
    }

    @Test
    void opensTrainAndTestFoldersOfPictures() throws IOException {
        picture("train/a.png", 1);
        picture("train/b.png", 2);
        picture("test/a.png", 3);

        var split = Datasets.open(folder);

        assertThat(split.train().size()).isEqualTo(2);
        assertThat(split.test().sample(0)).containsExactly(3 / 255f);
    }

    @Test
    void namesTheFilesOfPicturesInTheOrderOfTheSamples() throws IOException {
        picture("train/b.png", 2);
        picture("train/a.png", 1);
        picture("test/a.png", 3);
        plain("x.npy", new byte[0]);

        assertThat(Datasets.pictures(folder.resolve("test")))
                .contains(List.of(folder.resolve("test/a.png")));
        assertThat(Datasets.pictures(folder.resolve("x.npy"))).isEmpty();
        assertThat(Datasets.pictures(folder)).contains(List.of(
                folder.resolve("train/a.png"), folder.resolve("train/b.png"), folder.resolve("test/a.png")));
    }

    @Test
    void handsTheOptionsOn() throws IOException {
        picture("a.png", 1);
        picture("b.png", 2);
        var options = new ImageFolder.Options(ImageFolder.ColourMode.COLOUR, Optional.of(new ImageSize(2, 3)));

        assertThat(Datasets.open(folder, options).test().shape()).isEqualTo(Shape.of(2, 3, 3));
    }

    @Test
    void opensAnNpyFileByItsNameOrItsContent() throws IOException {
        var named = folder.resolve("codes.v2.npy");
        var unnamed = folder.resolve("codes");
        var rows = new float[200][3];
        for (int i = 0; i < rows.length; i++) rows[i][0] = i;
        Npy.write(named, Shape.of(3), rows);
        Files.copy(named, unnamed);

        assertThat(Datasets.open(named).train().size()).isBetween(170, 190);
        assertThat(Datasets.open(named).train().name()).isEqualTo("codes.v2");
        assertThat(Datasets.open(unnamed).test().fingerprint()).isEqualTo(Datasets.open(named).test().fingerprint());
    }

    @Test
    void opensOneIdxFileOfPictures() throws IOException {
        gzip("some.idx.gz", images(10));
        plain("other", images(2));

        assertThat(Datasets.open(folder.resolve("some.idx.gz")).train().size()).isEqualTo(9);
        assertThat(Datasets.open(folder.resolve("some.idx.gz")).train().name()).isEqualTo("some");
        assertThat(Datasets.open(folder.resolve("other")).test().size()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsMissing() {
        assertRefused(folder.resolve("absent"), folder.resolve("absent") + ": no such file or folder");
    }

    @Test
    void refusesWhatIsNotUnderstood() throws IOException {
        for (var content : new String[] {"", "x", "a,b\n1,2\n"}) {
            var file = Files.writeString(folder.resolve("table.csv"), content);

            assertRefused(file, file
                    + ": expected a folder of pictures, a folder with train and test folders of pictures, a folder"
                    + " with the four MNIST files, an NPY file or an IDX file of pictures, found another kind of file");
        }
    }

    @Test
    void refusesOneSample() throws IOException {
        picture("a.png", 1);

        assertRefused(folder, "digits: expected at least 2 samples, one to train on and one to test with, found 1");
    }

    private static void assertRefused(Path path, String message) {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Datasets.open(path)).withMessage(message);
    }

    private void picture(String name, int grey) throws IOException {
        Pictures.write(folder.resolve(name), "png", Pictures.grey(1, 1, grey));
    }

    private void plain(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    private void gzip(String name, byte[] bytes) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            out.write(bytes);
        }
    }

    private static byte[] images(int count) {
        return ByteBuffer.allocate(16 + 4 * count).putInt(0x0803).putInt(count).putInt(2).putInt(2).array();
    }

    private static byte[] labels(int... classes) {
        var bytes = ByteBuffer.allocate(8 + classes.length).putInt(0x0801).putInt(classes.length);
        for (int label : classes) bytes.put((byte) label);
        return bytes.array();
    }
}

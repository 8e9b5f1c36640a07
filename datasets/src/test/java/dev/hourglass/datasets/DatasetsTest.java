package dev.hourglass.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.data.DataException;
import dev.hourglass.datasets.npy.Npy;
import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "train-images.idx3-ubyte, train-labels.idx1-ubyte, t10k-images.idx3-ubyte, t10k-labels.idx1-ubyte",
        "Train-Images-idx3-ubyte, train-labels-IDX1-ubyte, test-images-idx3-ubyte, test-labels-idx1-ubyte",
        "emnist-letters-train-images-idx3-ubyte, emnist-letters-train-labels-idx1-ubyte,"
                + "emnist-letters-test-images-idx3-ubyte, emnist-letters-test-labels-idx1-ubyte",
    })
    void opensDataInTheFormOfMnistUnderTheNamesThatPeopleHave(
            String trainImages, String trainLabels, String testImages, String testLabels) throws IOException {
        plain(trainImages, images(3));
        gzip(trainLabels + ".gz", labels(4, 5, 6));
        gzip(testImages + ".gz", images(1));
        plain(testLabels, labels(9));

        var split = Datasets.open(folder);

        assertThat(split.train().labels().orElseThrow().of(2)).isEqualTo(6);
        assertThat(split.test().labels().orElseThrow().of(0)).isEqualTo(9);
        assertThat(Datasets.pictures(folder)).isEmpty();
    }

    @Test
    void takesTheUnpackedOneOfTwoCopies() throws IOException {
        for (var name : List.of("train-images-idx3-ubyte", "t10k-images-idx3-ubyte")) {
            plain(name, images(1));
            gzip(name + ".gz", images(7));
        }
        plain("train-labels-idx1-ubyte", labels(1));
        plain("t10k-labels-idx1-ubyte", labels(1));

        assertThat(Datasets.open(folder).train().size()).isEqualTo(1);
    }

    @Test
    void refusesTheFilesOfSeveralDataSetsInOneFolder() throws IOException {
        plain("emnist-letters-train-images-idx3-ubyte", images(1));
        plain("emnist-mnist-train-images-idx3-ubyte", images(1));

        assertRefused(folder,
                folder + ": expected the files of one data set, found those of emnist-letters, emnist-mnist;"
                        + " put each into a folder of its own");
    }

    @Test
    void listsTheNamesThatAreLookedForWhereNoneFits() throws IOException {
        plain("train-pictures-ubyte", images(1));
        assertRefused(folder, folder + ": expected files named " + IdxFolder.NAMES + ", found 'train-pictures-ubyte'");

        Files.delete(folder.resolve("train-pictures-ubyte"));
        plain("t10k-images-idx3-ubyte", images(1));
        assertRefused(folder,
                folder + ": expected files named " + IdxFolder.NAMES + ", found 't10k-images-idx3-ubyte'");
    }

    @Test
    void namesTheMissingFileAsItsNeighboursAreNamed() throws IOException {
        plain("emnist-letters-train-images.idx3-ubyte", images(1));
        plain("emnist-letters-train-labels.idx1-ubyte", labels(1));

        assertRefused(folder, folder + ": expected emnist-letters-test-images.idx3-ubyte or"
                + " emnist-letters-test-images.idx3-ubyte.gz beside emnist-letters-train-images.idx3-ubyte, found neither");
    }

    @Test
    void opensTablesOfNumbersByTheirName() throws IOException {
        for (var name : List.of("a.csv", "b.TSV", "c.txt")) {
            Files.writeString(folder.resolve(name), "1,2\n3,4\n");
            assertThat(Datasets.parts(folder.resolve(name), ImageFolder.Options.DEFAULT).getFirst().sample(1))
                    .containsExactly(3, 4);
        }
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
                .containsExactlyElementsOf(
                        before.stream().filter(name -> name.compareTo("class/05.png") >= 0).toList());
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
    void trainAndTestShareClassesAndColour() throws IOException {
        picture("train/a/1.png", 1);
        picture("train/c/1.png", 1);
        Pictures.write(folder.resolve("test/b/1.png"), "png", Pictures.rgb(1, 1, 0xff0000));
        picture("test/c/1.png", 1);

        var split = Datasets.open(folder);

        assertThat(split.train().shape()).isEqualTo(Shape.of(1, 1, 3));
        assertThat(split.train().labels().orElseThrow().of(1)).isEqualTo(2);
        assertThat(split.test().labels().orElseThrow().of(0)).isEqualTo(1);
        assertThat(split.test().labels().orElseThrow().names()).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @CsvSource({"Train,Test", "TRAINING,testing", "train,VAL", "Train,valid", "train,Validation"})
    void recognisesTheFoldersOfPartsWhateverTheirCase(String train, String test) throws IOException {
        picture(train + "/a.png", 1);
        picture(train + "/b.png", 2);
        picture(test + "/c.png", 3);

        assertThat(Datasets.open(folder).train().sampleNames())
                .containsExactly(train + "/a.png", train + "/b.png");
        assertThat(Datasets.open(folder).test().sampleNames()).containsExactly(test + "/c.png");
        assertThat(Datasets.remarks(folder))
                .containsExactly("%s: training set %s, test set %s".formatted(folder, train, test));
    }

    @Test
    void ofThreeFoldersOneIsToValidateWith() throws IOException {
        picture("train/a.png", 1);
        picture("val/b.png", 2);
        picture("test/c.png", 3);

        var parts = Datasets.parts(folder, ImageFolder.Options.DEFAULT);

        assertThat(parts).extracting(part -> part.sampleNames().getFirst())
                .containsExactly("train/a.png", "test/c.png", "val/b.png");
        assertThat(Datasets.pictures(folder).orElseThrow()).extracting(file -> file.getFileName().toString())
                .containsExactly("a.png", "c.png", "b.png");
        assertThat(Datasets.remarks(folder))
                .containsExactly(folder + ": training set train, test set test, validation set val");
    }

    @Test
    void refusesTwoFoldersForOnePart() throws IOException {
        picture("Train/a.png", 1);
        picture("train/b.png", 2);
        picture("test/c.png", 3);

        assertRefused(folder,
                folder + ": expected one folder called train or training, found Train and train; rename one "
                        + "or merge them");
    }

    @Test
    void classesMayBeCalledTrainOrTest() throws IOException {
        picture("train/a.png", 1);
        picture("bus/b.png", 2);

        assertThat(Datasets.parts(folder, ImageFolder.Options.DEFAULT)).hasSize(1);
        assertThat(Datasets.open(folder).train().labels().orElseThrow().names()).containsExactly("bus", "train");
        assertThat(Datasets.remarks(folder)).isEmpty();
    }

    @Test
    void remarksOnWhatIsPassedOver() throws IOException {
        picture("a/1.png", 1);
        picture("a/p/2.png", 2);
        picture("a/p/q/3.png", 3);
        picture("b/r/4.png", 4);
        plain("a/notes.TXT", new byte[1]);
        plain("more.txt", new byte[1]);
        plain("README", new byte[1]);
        plain(".hidden.xcf", new byte[1]);
        plain("Thumbs.db", new byte[1]);
        picture(".thumbnails/1.png", 1);
        Files.createDirectory(folder.resolve("empty"));

        assertThat(Datasets.remarks(folder)).containsExactly(folder
                + ": skipped 3 files that are not pictures (.txt, without extension), 3 pictures in folders below a "
                + "class (" + Path.of("a", "p") + ", " + Path.of("b", "r") + "), 1 folder without pictures (empty)");
    }

    @Test
    void remarksOnWhatLiesBesideTheParts() throws IOException {
        picture("train/a.png", 1);
        picture("test/b.png", 2);
        picture("extra/c.png", 3);
        picture("d.png", 4);
        picture("test/deeper/still/e.png", 4);

        assertThat(Datasets.remarks(folder)).containsExactly(
                folder + ": skipped other files and folders (d.png, extra)",
                folder.resolve("test") + ": skipped 1 picture in folders below a class ("
                        + Path.of("deeper", "still") + ")");
    }

    @Test
    void picturesThatLieTooDeepAreNamed() throws IOException {
        picture("a/p/1.png", 1);

        assertRefused(folder, folder + ": expected pictures (PNG, JPEG, GIF, BMP, TIFF or WebP) in the folder or its "
                + "subfolders, found none; skipped 1 picture in folders below a class (" + Path.of("a", "p") + ")");
    }

    @Test
    void opensOnePictureByItsNameOrItsContent() throws IOException {
        picture("a.png", 7);
        Files.copy(folder.resolve("a.png"), folder.resolve("unnamed"));

        for (var name : new String[] {"a.png", "unnamed"}) {
            var parts = Datasets.parts(folder.resolve(name), ImageFolder.Options.DEFAULT);
            assertThat(parts.getFirst().sample(0)).containsExactly(7 / 255f);
            assertThat(Datasets.pictures(folder.resolve(name))).contains(List.of(folder.resolve(name)));
        }
        assertRefused(folder.resolve("a.png"),
                "a: expected at least 2 samples, one for training and one for testing, found 1");
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
        for (var content : new String[] {"", "x", "some: yaml"}) {
            var file = Files.writeString(folder.resolve("file.yaml"), content);

            assertRefused(file, file
                    + ": expected a picture, a folder of pictures, a folder with train and test folders of pictures, a folder"
                    + " with the four MNIST files, an NPY or NPZ file, a CSV file of numbers or an IDX file of pictures,"
                    + " found another kind of file");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "x.h5 ~ 894844460d0a1a0a00 ~ found an HDF5 file, such as Keras's .h5; load it in Python and save its samples with numpy.save",
        "x.csv ~ 504b03041400000008000000210000000000000000000000000013000000 5b436f6e74656e745f54797065735d2e786d6c ~ found an Excel file; save it as CSV",
        "x ~ 50415231 ~ found a Parquet file; save it as CSV",
        "x.mat ~ 4d41544c414220352e30204d41542d66696c65 ~ found a MATLAB file; load it in Python",
        "x.npy ~ 76657273696f6e2068747470733a2f2f6769742d6c66732e ~ found a pointer of Git LFS; fetch the file itself with git lfs pull",
        "x.npz ~ 3c21444f43545950452068746d6c3e ~ found a page in HTML; download the file itself",
        "x.csv.gz ~ 1f8b0800 ~ expected an uncompressed file, found a gzip file; unpack it with gunzip",
    })
    void saysWhatAFileOfAnotherProgramIsAndHowToSaveIt(String name, String bytes, String reason) throws IOException {
        plain(name, HexFormat.of().parseHex(bytes.replace(" ", "")));

        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Datasets.open(folder.resolve(name)))
                .withMessageStartingWith(folder.resolve(name) + ": ").withMessageContaining(reason);
    }

    @Test
    void refusesOneSample() throws IOException {
        picture("a.png", 1);

        assertRefused(folder, "digits: expected at least 2 samples, one for training and one for testing, found 1");
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

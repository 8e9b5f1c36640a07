package dev.hourglass.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.ImageFolder.ColourMode;
import dev.hourglass.datasets.ImageFolder.Options;
import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderTest {
    private static final int RED = 0xff0000;
    private static final int DARK = 0x333333;

    private Path folder = Path.of("");

    @BeforeEach
    void nameTheFolder(@TempDir Path parent) throws IOException {
        folder = Files.createDirectory(parent.resolve("pictures"));
    }

    @Test
    void picturesInTheFolderItselfHaveNoLabels() throws IOException {
        Pictures.write(folder.resolve("b.png"), "png", Pictures.rgb(2, 1, 0xffffff, 0));
        Pictures.write(folder.resolve("a.png"), "png", Pictures.rgb(2, 1, 0, DARK));

        var dataset = ImageFolder.read(folder);

        assertThat(dataset.name()).isEqualTo("pictures");
        assertThat(dataset.labels()).isEmpty();
        assertThat(dataset.shape()).isEqualTo(Shape.of(1, 2, 1));
        assertThat(dataset.sample(0)).containsExactly(0, 0.2f);
        assertThat(dataset.sample(1)).containsExactly(1, 0);
    }

    @Test
    void subfoldersAreClassesInAlphabeticalOrder() throws IOException {
        for (var name : new String[] {"cat-small/2.png", "dog/3.png", "cat/9.png", "cat/1.png"}) {
            Pictures.write(folder.resolve(name), "png", Pictures.rgb(1, 1, name.charAt(name.length() - 5) * 0x010101));
        }

        var dataset = ImageFolder.read(folder);

        assertThat(labels(dataset)).containsExactly(0, 0, 1, 2);
        assertThat(firstPixels(dataset)).containsExactly('1', '9', '2', '3');
    }

    @Test
    void colourIsKeptWhereThereIsSome() throws IOException {
        Pictures.write(folder.resolve("a.png"), "png", Pictures.rgb(1, 1, DARK));
        Pictures.write(folder.resolve("b.png"), "png", Pictures.rgb(1, 1, RED));

        assertThat(ImageFolder.read(folder).shape()).isEqualTo(Shape.of(1, 1, 3));
        assertThat(ImageFolder.read(folder).sample(0)).containsExactly(0.2f, 0.2f, 0.2f);
        assertThat(ImageFolder.read(folder).sample(1)).containsExactly(1, 0, 0);
    }

    @Test
    void theColourModeCanBeChosen() throws IOException {
        Pictures.write(folder.resolve("a.png"), "png", Pictures.rgb(1, 1, DARK));
        var colour = ImageFolder.read(folder, new Options(ColourMode.COLOUR, Optional.empty()));
        assertThat(colour.sample(0)).containsExactly(0.2f, 0.2f, 0.2f);

        Pictures.write(folder.resolve("a.png"), "png", Pictures.rgb(1, 1, RED));
        var grey = ImageFolder.read(folder, new Options(ColourMode.GREY, Optional.empty()));
        assertThat(grey.sample(0)).containsExactly(76 / 255f);
    }

    /// For which the JDK's decoder would allocate as many bytes as the header claims.
    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void refusesABmpFileThatHoldsAnotherFile(int compression) throws IOException {
        Pictures.write(folder.resolve("a.bmp"), "bmp", Pictures.rgb(5, 4, RED));
        var bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("a.bmp"))).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(30, compression).putInt(34, Integer.MAX_VALUE - 8);
        Files.write(folder.resolve("a.bmp"), bytes.array());

        assertRefused(folder.resolve("a.bmp")
                + ": the picture cannot be read: expected a BMP file of pixels, found one with an embedded JPEG or PNG file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "tiff"})
    void everyFormatKeepsGreyAsItIs(String format) throws IOException {
        Pictures.write(folder.resolve("a." + format.toUpperCase(Locale.ROOT)), format, Pictures.grey(8, 8, 100));

        assertThat(ImageFolder.read(folder).shape()).isEqualTo(Shape.of(8, 8, 1));
        assertThat(ImageFolder.read(folder).sample(0)).containsOnly(100 / 255f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "tiff"})
    void everyFormatKeepsColour(String format) throws IOException {
        Pictures.write(folder.resolve("a." + format), format, Pictures.rgb(8, 8, RED));

        var sample = ImageFolder.read(folder).sample(0);
        assertThat(sample).hasSize(8 * 8 * 3);
        assertThat(sample[0]).isGreaterThan(0.98f);
        assertThat(sample[1]).isLessThan(0.02f);
    }

    @Test
    void sixteenBitsStaySixteen() throws IOException {
        Pictures.write(folder.resolve("a.png"), "png", Pictures.grey16(65535, 0, 32896, 257 * 7 + 3));

        assertThat(ImageFolder.read(folder).bits()).hasValue(16);
        assertThat(ImageFolder.read(folder).sample(0))
                .containsExactly(1, 0, 32896 / 65535f, (257 * 7 + 3) / 65535f);
    }

    @Test
    void eightBitsTakeOneByteAValue() throws IOException {
        Pictures.write(folder.resolve("a.png"), "png", Pictures.rgb(1, 1, RED));

        assertThat(ImageFolder.read(folder).bits()).hasValue(8);
    }

    @Test
    void amongPicturesOfSixteenBitsThoseOfEightBecomeSixteen() throws IOException {
        Pictures.write(folder.resolve("a.png"), "png", Pictures.grey(2, 1, 51));
        Pictures.write(folder.resolve("b.png"), "png", Pictures.grey16(1, 65534));

        var dataset = ImageFolder.read(folder);

        assertThat(dataset.bits()).hasValue(16);
        assertThat(dataset.sample(0)).containsExactly(0.2f, 0.2f);
        assertThat(dataset.sample(1)).containsExactly(1 / 65535f, 65534 / 65535f);
    }

    @Test
    void sixteenBitsStaySixteenInAnotherSizeAndWithoutColours() throws IOException {
        Pictures.write(folder.resolve("a.png"), "png", Pictures.grey16(0, 65535, 65535, 65535));

        var dataset = ImageFolder.read(folder, new Options(ColourMode.GREY, Optional.of(new ImageSize(1, 2))));

        assertThat(dataset.sample(0)).containsExactly(37449 / 65535f, 1);
    }

    @Test
    void greyPicturesGetTheChannelsOfAModelOfColours() throws IOException {
        Pictures.write(folder.resolve("a.png"), "png", Pictures.rgb(2, 1, DARK));

        assertThat(ImageFolder.read(folder, Options.of(Shape.of(1, 2, 3))).shape()).isEqualTo(Shape.of(1, 2, 3));
        assertThat(ImageFolder.read(folder, Options.of(Shape.of(6))).shape()).isEqualTo(Shape.of(1, 2, 3));
        assertThat(ImageFolder.read(folder, Options.of(Shape.of(2))).shape()).isEqualTo(Shape.of(1, 2, 1));
        assertThat(ImageFolder.read(folder, Options.of(Shape.of(5))).shape()).isEqualTo(Shape.of(1, 2, 1));
    }

    @Test
    void refusesColoursForAModelOfGreyPictures() throws IOException {
        Pictures.write(folder.resolve("a.png"), "png", Pictures.rgb(1, 1, DARK));
        Pictures.write(folder.resolve("b.png"), "png", Pictures.rgb(1, 1, RED));

        assertRefused(Options.of(Shape.of(1, 1, 1)), folder.resolve("b.png")
                + ": expected a grey picture, because the model's input is [1, 1, 1], found a colour picture; "
                + "add --resize to convert all to grey");
        assertRefused(Options.of(Shape.of(1)), folder.resolve("b.png")
                + ": expected a grey picture, because the model's input is [1], found a colour picture; convert all to grey");
    }

    @Test
    void refusesAPictureOfAnotherSizeThanTheModels() throws IOException {
        Pictures.write(folder.resolve("a.png"), "png", Pictures.rgb(3, 2, RED));

        assertRefused(Options.of(Shape.of(2, 2, 3)), folder.resolve("a.png")
                + ": expected a picture of size [2, 2], the model's, found [2, 3]; add --resize to resize all");
    }

    @Test
    void readsOnePicture() throws IOException {
        Pictures.write(folder.resolve("a.png"), "png", Pictures.rgb(2, 1, 0, DARK));

        var dataset = ImageFolder.read(folder.resolve("a.png"));

        assertThat(dataset.name()).isEqualTo("a");
        assertThat(dataset.sampleNames()).containsExactly("a.png");
        assertThat(dataset.sample(0)).containsExactly(0, 0.2f);
        assertThat(dataset.labels()).isEmpty();
    }

    @Test
    void transparencyIsLaidOnWhite() throws IOException {
        Pictures.write(folder.resolve("a.png"), "png", Pictures.argb(3, 1, 0x00000000, 0xff000000, 0x80000000));

        assertThat(ImageFolder.read(folder).sample(0)).containsExactly(1, 0, 127 / 255f);
    }

    @Test
    void otherFilesArePassedOver() throws IOException {
        Pictures.write(folder.resolve("x/a.png"), "png", Pictures.rgb(1, 1, RED));
        Files.writeString(folder.resolve("README.txt"), "no picture");
        Files.writeString(folder.resolve(".a.png"), "hidden");
        Files.createDirectories(folder.resolve("empty"));
        Pictures.write(folder.resolve(".hidden/b.png"), "png", Pictures.rgb(5, 5, RED));
        Pictures.write(folder.resolve("x/deeper/b.png"), "png", Pictures.rgb(5, 5, RED));

        assertThat(ImageFolder.read(folder).size()).isEqualTo(1);
    }

    @Test
    void refusesAFolderWithoutPictures() throws IOException {
        Files.writeString(folder.resolve("README.txt"), "no picture");

        assertRefused(
                folder + ": expected pictures (PNG, JPEG, GIF, BMP, TIFF or WebP) in the folder or its subfolders, "
                        + "found none; skipped 1 file that is not a picture (.txt)");
    }

    @Test
    void refusesPicturesBesideClasses() throws IOException {
        Pictures.write(folder.resolve("a.png"), "png", Pictures.rgb(1, 1, RED));
        Pictures.write(folder.resolve("x/b.png"), "png", Pictures.rgb(1, 1, RED));

        assertRefused(folder + ": expected all pictures in the folder or all in subfolders, found a.png and "
                + Path.of("x", "b.png"));
    }

    @Test
    void refusesAPictureOfAnotherSize() throws IOException {
        Pictures.write(folder.resolve("a.png"), "png", Pictures.rgb(2, 3, RED));
        Pictures.write(folder.resolve("b.png"), "png", Pictures.rgb(3, 3, RED));

        assertRefused(folder.resolve("b.png") + ": expected a picture of size [3, 2] like " + folder.resolve("a.png")
                + ", found [3, 3]; resize all to one size, or remove it");
    }

    @Test
    void bringsPicturesToOneSize() throws IOException {
        Pictures.write(folder.resolve("a.png"), "png", Pictures.rgb(2, 3, RED));
        Pictures.write(folder.resolve("b.png"), "png", Pictures.rgb(30, 70, RED));

        var dataset = ImageFolder.read(folder, new Options(ColourMode.AUTO, Optional.of(new ImageSize(5, 4))));

        assertThat(dataset.shape()).isEqualTo(Shape.of(5, 4, 3));
        assertThat(dataset.sample(1)).isEqualTo(dataset.sample(0)).startsWith(1, 0, 0, 1, 0, 0);
    }

    @Test
    void refusesAHugePictureBeforeItIsDecoded() throws IOException {
        Pictures.write(folder.resolve("a.png"), "png", Pictures.rgb(1, 1, RED));
        var bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("a.png")));
        Files.write(folder.resolve("a.png"), bytes.putInt(16, 30_000).putInt(20, 30_000).array());

        assertRefused(folder.resolve("a.png")
                + ": the picture cannot be read: expected 1 to 67108864 pixels, found 30000 rows and 30000 columns");
    }

    @Test
    void refusesAPictureThatIsLargerThanItsBytesCouldHold() throws IOException {
        Pictures.write(folder.resolve("a.png"), "png", Pictures.rgb(1, 1, RED));
        var bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("a.png")));
        Files.write(folder.resolve("a.png"), bytes.putInt(16, 8_000).putInt(20, 8_000).array());

        int size = bytes.capacity();
        assertRefused(
                "%s: the picture cannot be read: expected at most %d pixels in a file of %d bytes, found 8000 rows and 8000 columns"
                        .formatted(folder.resolve("a.png"), size * (1 << 14) / 24, size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "tiff"})
    void meetsDamagedPicturesWithASentence(String format) throws IOException {
        var file = folder.resolve("a." + format);
        Pictures.write(file, format, Pictures.rgb(5, 4, RED, DARK));
        var whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            assertReadOrRefused(file, Arrays.copyOf(whole, length));
        }
        for (int i = 0; i < whole.length; i++) {
            for (int value : new int[] {0, 0x7f, 0xff}) {
                var damaged = whole.clone();
                damaged[i] = (byte) value;
                assertReadOrRefused(file, damaged);
            }
        }
    }

    @Test
    void refusesAFileThatIsNoPicture() throws IOException {
        Files.writeString(folder.resolve("a.png"), "no picture");

        assertRefused(folder.resolve("a.png")
                + ": the picture cannot be read: expected a PNG, JPEG, GIF, BMP, TIFF or WebP file, found other bytes");
    }

    private void assertRefused(String message) {
        assertRefused(Options.DEFAULT, message);
    }

    private void assertRefused(Options options, String message) {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> ImageFolder.read(folder, options))
                .withMessage(message);
    }

    private void assertReadOrRefused(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        try {
            assertThat(ImageFolder.read(folder).size()).isEqualTo(1);
        } catch (DataException e) {
            assertThat(e).hasMessageStartingWith(folder.toString());
        }
    }

    private static int[] labels(Dataset dataset) {
        return IntStream.range(0, dataset.size()).map(dataset.labels().orElseThrow()::of).toArray();
    }

    private static int[] firstPixels(Dataset dataset) {
        return IntStream.range(0, dataset.size()).map(i -> Math.round(dataset.sample(i)[0] * 255)).toArray();
    }
}

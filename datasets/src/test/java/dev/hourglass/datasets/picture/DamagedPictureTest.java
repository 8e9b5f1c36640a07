package dev.hourglass.datasets.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.data.DataException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DamagedPictureTest {
    private static final int WIDTH = 19;
    private static final int HEIGHT = 21;
    private static final String TRUNCATED = "the picture cannot be read: it ends too early; the file is truncated, fetch it again";
    private static final String DAMAGED = "the picture cannot be read: the file is damaged or of an unsupported kind";

    @TempDir
    private Path folder;

    static Stream<Arguments> pictures() throws IOException {
        return samples().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    private static Map<String, byte[]> samples() throws IOException {
        var grey = grey();
        var files = new LinkedHashMap<String, byte[]>();
        for (var format : new String[] {"png", "gif", "bmp"}) {
            files.put(format, written(format));
        }
        files.put("baseline JPEG", JpegBytes.of(image(), false));
        files.put("progressive JPEG", JpegBytes.of(image(), true));
        files.put("another progressive JPEG", Decoded.resource("progressive.jpg"));
        files.put("JPEG of inks", Decoded.resource("cmyk.jpg"));
        files.put("lossy WebP", Decoded.resource("lossy.webp"));
        files.put("lossless WebP", Decoded.resource("alpha.webp"));
        files.put("TIFF", TiffBytes.of(ByteOrder.LITTLE_ENDIAN, WIDTH, HEIGHT, 1, 16, grey).bytes());
        files.put("BigTIFF", TiffBytes.big(ByteOrder.BIG_ENDIAN, WIDTH, HEIGHT, 1, 16, grey).bytes());
        files.put("deflated TIFF", TiffBytes.of(ByteOrder.BIG_ENDIAN, WIDTH, HEIGHT, 1, 16, grey)
                .deflated(WIDTH, 1, 16, grey)
                .bytes());
        return files;
    }

    /// The last bytes of GIF and BMP files hold nothing of the picture.
    @ParameterizedTest
    @MethodSource("pictures")
    void aTruncatedPictureIsRefused(String name, byte[] whole) {
        assertThat(Decoded.of(folder, whole).size().width()).isPositive();
        int last = whole.length - (name.equals("gif") || name.equals("bmp") ? 4 : 1);
        for (int length = 20; length <= last; length += length < 200 || length > last - 100 ? 1 : 17) {
            var truncated = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(DataException.class).as("%s of %d bytes", name, length)
                    .isThrownBy(() -> Decoded.of(folder, truncated))
                    .withMessageMatching(
                            ".*: the picture cannot be read: (it ends too early; the file is truncated|the file is damaged).*");
        }
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void damageGivesASentence(String name, byte[] whole) {
        var random = new Random(1);
        for (int i = 0; i < 300; i++) {
            var damaged = whole.clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                Decoded.of(folder, damaged);
            } catch (DataException e) {
                assertThat(e).hasMessageStartingWith(
                        folder.resolve("picture").toString() + ": the picture cannot be read: ");
                assertThat(e.getMessage()).doesNotContain("null", "Exception", "java.", "out of bounds", "!");
            }
        }
    }

    @Test
    void aJpegFileWhosePixelsEndTooEarlyIsRefusedThoughItHasAnEnd() throws IOException {
        var whole = JpegBytes.of(image(), false);
        var end = new byte[] {(byte) 0xff, (byte) 0xd9};
        for (int missing = 40; missing < 200; missing += 20) {
            var cut = JpegBytes.joined(Arrays.copyOf(whole, whole.length - missing), end);
            assertRefused(cut,
                    DAMAGED + " (Corrupt JPEG data: premature end of data segment); fetch it again, or save it "
                            + "again as PNG");
            // A revision that there is not makes a warning too, and decoders pass on the first alone.
            assertRefused(JpegBytes.changed(cut, 0xe0, 9, (byte) 7), DAMAGED
                    + " (Corrupt JPEG data: premature end of data segment); fetch it again, or save it again as PNG");
        }
    }

    @Test
    void whatViewersPassOverInJpegFilesIsPassedOver() throws IOException {
        var whole = JpegBytes.of(image(), false);
        var expected = Decoded.levels(Decoded.of(folder, whole));
        int scan = JpegBytes.find(whole, 0xda);
        var bytesBeforeAMarker = ByteBuffer.allocate(whole.length + 3)
                .put(whole, 0, scan).put(new byte[] {1, 2, 3}).put(whole, scan, whole.length - scan).array();
        var bytesBeforeTheEnd = ByteBuffer.allocate(whole.length + 3)
                .put(whole, 0, whole.length - 2).put(new byte[3]).put(whole, whole.length - 2, 2).array();

        assertReadAs(expected, bytesBeforeAMarker);
        assertReadAs(expected, bytesBeforeTheEnd);
        assertReadAs(expected, JpegBytes.joined(whole, "a film may follow".getBytes(StandardCharsets.UTF_8)));
        assertReadAs(expected, JpegBytes.changed(whole, 0xe0, 9, (byte) 7));
        assertReadAs(expected, JpegBytes.with(whole, 13, new byte[5]));
        assertReadAs(expected, JpegBytes.with(whole, 0, new byte[0]));
        assertReadAs(expected, JpegBytes.with(whole, 14, JpegBytes.adobe(1)));
    }

    @Test
    void aPngFileWhoseChecksumDoesNotMatchIsRefused() throws IOException {
        var png = written("png");
        png[png.length - 20] ^= 1;

        assertRefused(png,
                "the picture cannot be read: the file is damaged: the checksum of chunk IDAT does not match");
    }

    @Test
    void aGifFileWhosePixelsEndTooEarlyIsRefused() throws IOException {
        var gif = written("gif");
        var taller = ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN);
        int picture = IntStream.range(13, gif.length)
                .filter(i -> gif[i] == ',' && taller.getShort(i + 5) == WIDTH && taller.getShort(i + 7) == HEIGHT)
                .findFirst()
                .orElseThrow();
        taller.putShort(picture + 7, (short) (HEIGHT + 1));

        assertRefused(gif, TRUNCATED);
    }

    @Test
    void severalPicturesInOneFileAreRefused() {
        assertRefused(Decoded.resource("animated.webp"), "the picture cannot be read: expected one picture, found an "
                + "animation; save its pictures as files of their own");
        assertRefused(tiff(1, 16).withSecondPage().bytes(),
                "the picture cannot be read: expected one picture, found several "
                        + "pages; save each as a file of its own");
    }

    @Test
    void numbersThatAreNoLevelsAreRefused() {
        assertRefused(tiff(1, 16).with(TiffDirectory.BITS, 32).bytes(),
                "the picture cannot be read: expected channels of "
                        + "1 to 16 bits, found 32 bits; save the values as a .npy file");
        assertRefused(tiff(1, 16).with(TiffDirectory.SAMPLE_FORMAT, 2).bytes(),
                "the picture cannot be read: expected whole "
                        + "numbers without a sign, found others; save the values as a .npy file");
        assertRefused(tiff(4, 8).with(TiffDirectory.EXTRA_CHANNELS, 0).bytes(),
                "the picture cannot be read: expected grey, "
                        + "RGB or CMYK and optionally alpha, found another kind of channel; save the values as a .npy file");
        assertRefused(tiff(1, 16).with(TiffDirectory.CHANNELS, 6).bytes(),
                "the picture cannot be read: expected 1 to 5 "
                        + "channels, found 6; save the values as a .npy file");
        assertRefused(tiff(3, 8).with(TiffDirectory.PHOTOMETRIC, 8).bytes(),
                "the picture cannot be read: expected grey, RGB, "
                        + "CMYK, YCbCr or a palette, found colours of another kind (8); save it as RGB");
    }

    @Test
    void jpegFilesThatViewersCannotShowAreRefused() throws IOException {
        var jpeg = JpegBytes.of(image(), false);

        assertRefused(JpegBytes.changed(jpeg, 0xc0, 4, (byte) 12),
                "the picture cannot be read: expected a JPEG file of 8 "
                        + "bits, found 12; save it again as PNG or TIFF");
        assertRefused(JpegBytes.changed(jpeg, 0xc0, 1, (byte) 0xc3),
                "the picture cannot be read: expected a baseline or "
                        + "progressive JPEG file, found one of another process (SOF3); save it again as PNG");
    }

    @Test
    void headersThatClaimMoreThanThereIsAreRefused() {
        assertRefused(tiff(1, 8).with(TiffDirectory.WIDTH, 60000).with(TiffDirectory.HEIGHT, 60000).bytes(),
                "the picture cannot be read: expected 1 to 67108864 pixels, found 60000 rows and 60000 columns");
        assertRefused(tiff(1, 8).with(TiffDirectory.TILE_WIDTH, 60000).with(TiffDirectory.TILE_HEIGHT, 16).bytes(),
                "the picture cannot be read: expected tiles of 1 to 16384 rows and columns, found 16 rows and 60000 columns");
        var webp = Decoded.resource("blocks.webp");
        // Width and height of 14 bits, less 1.
        ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).putInt(21, 0x0fffffff);
        assertRefused(webp,
                "the picture cannot be read: expected 1 to 67108864 pixels, found 16384 rows and 16384 columns");
        ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).putInt(21, 4999 | 4999 << 14);
        assertRefused(webp,
                "the picture cannot be read: expected at most 4194304 pixels in a file of 62 bytes, found 5000 "
                        + "rows and 5000 columns");
    }

    @Test
    void aJpegFileOfTooManyScansIsRefused() throws IOException {
        var jpeg = JpegBytes.of(image(), true);
        int scan = JpegBytes.find(jpeg, 0xda);
        var file = new ByteArrayOutputStream();
        file.write(jpeg, 0, scan);
        for (int i = 0; i < 101; i++) {
            file.write(jpeg, scan, jpeg.length - scan - 2);
        }
        file.write(jpeg, jpeg.length - 2, 2);

        assertRefused(file.toByteArray(), "the picture cannot be read: expected at most 100 scans, found more");
    }

    private static TiffBytes tiff(int channels, int bits) {
        return TiffBytes.of(ByteOrder.LITTLE_ENDIAN, WIDTH, HEIGHT, channels, bits, new int[WIDTH * HEIGHT * channels]);
    }

    private void assertRefused(byte[] file, String message) {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Decoded.of(folder, file))
                .withMessage("%s: %s", folder.resolve("picture"), message);
    }

    private void assertReadAs(int[] expected, byte[] file) {
        assertThat(Decoded.levels(Decoded.of(folder, file))).containsExactly(expected);
    }

    private static int[] grey() {
        var levels = new int[WIDTH * HEIGHT];
        Arrays.setAll(levels, i -> i * 160);
        return levels;
    }

    private static BufferedImage image() {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            image.setRGB(i % WIDTH, i / WIDTH, i * 40503);
        }
        return image;
    }

    private static byte[] written(String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image(), format, bytes);
        return bytes.toByteArray();
    }
}

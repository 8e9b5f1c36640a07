package dev.hourglass.datasets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Six blocks of 8 by 8 pixels, stored as 1 2 3 over 4 5 6.
class OrientationTest {
    private static final int BLOCK = 8;
    private static final int STEP = 40;
    private static final int WIDTH = 24;
    private static final int HEIGHT = 16;
    /// What is seen of each of TIFF's orientations, 1 to 8.
    private static final List<String> SEEN = List.of(
            "123/456", "321/654", "654/321", "456/123", "14/25/36", "41/52/63", "63/52/41", "36/25/14");
    private static final int EXIF_FLAG = 8;

    @TempDir
    private Path folder;

    static Stream<Arguments> orientations() {
        return Stream.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)
                .flatMap(order -> Stream.iterate(1, i -> i <= 8, i -> i + 1).map(i -> Arguments.of(order, i)));
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void jpegFilesAreTurned(ByteOrder order, int orientation) throws IOException {
        for (boolean isProgressive : new boolean[] {false, true}) {
            var jpeg = JpegBytes.of(blocks(), isProgressive);
            var exif = JpegBytes.with(jpeg, 1, JpegBytes.exif(TiffBytes.exif(order, orientation)));

            assertThat(seen(exif)).isEqualTo(SEEN.get(orientation - 1));
        }
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void pngFilesAreTurned(ByteOrder order, int orientation) {
        var exif = PngBytes.chunk("eXIf", TiffBytes.exif(order, orientation));

        assertThat(seen(PngBytes.of(WIDTH, HEIGHT, 8, 0, levels(), exif))).isEqualTo(SEEN.get(orientation - 1));
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void tiffFilesAreTurned(ByteOrder order, int orientation) {
        var tiff = TiffBytes.of(order, WIDTH, HEIGHT, 1, 8, levels()).with(TiffDirectory.ORIENTATION, orientation);
        var big = TiffBytes.big(order, WIDTH, HEIGHT, 1, 8, levels()).with(TiffDirectory.ORIENTATION, orientation);

        assertThat(seen(tiff.bytes())).isEqualTo(SEEN.get(orientation - 1));
        assertThat(seen(big.bytes())).isEqualTo(SEEN.get(orientation - 1));
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void webpFilesAreTurned(ByteOrder order, int orientation) {
        var exif = TiffBytes.exif(order, orientation);
        for (var data : List.of(exif, JpegBytes.exif(exif))) {
            var webp = WebpBytes.with(Decoded.resource("blocks.webp"), WIDTH, HEIGHT, EXIF_FLAG, "EXIF", data);

            assertThat(seen(webp)).isEqualTo(SEEN.get(orientation - 1));
        }
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void coloursAndSixteenBitsAreTurnedToo(ByteOrder order, int orientation) {
        var colours = new int[WIDTH * HEIGHT * 3];
        Arrays.setAll(colours, i -> levels()[i / 3] * 256 + i % 3);
        var tiff = TiffBytes.of(order, WIDTH, HEIGHT, 3, 16, colours).with(TiffDirectory.ORIENTATION, orientation);

        var pixels = Decoded.of(folder, tiff.bytes());

        int first = SEEN.get(orientation - 1).charAt(0) - '0';
        assertThat(Decoded.pixel(pixels, 0, 0)).containsExactly(
                first * STEP * 256, first * STEP * 256 + 1, first * STEP * 256 + 2);
    }

    @Test
    void orientationsThatThereAreNotAreIgnored() throws IOException {
        for (int orientation : new int[] {0, 9, 65535}) {
            var exif = JpegBytes.exif(TiffBytes.exif(ByteOrder.BIG_ENDIAN, orientation));
            assertThat(seen(JpegBytes.with(JpegBytes.of(blocks(), false), 1, exif))).isEqualTo(SEEN.getFirst());
        }
    }

    @Test
    void damagedExifIsIgnored() throws IOException {
        var whole = JpegBytes.exif(TiffBytes.exif(ByteOrder.LITTLE_ENDIAN, 3));
        for (int length = 6; length < whole.length - 20; length++) {
            var exif = Arrays.copyOf(whole, length);
            assertThat(seen(JpegBytes.with(JpegBytes.of(blocks(), false), 1, exif))).isEqualTo(SEEN.getFirst());
        }
    }

    private static int[] levels() {
        var levels = new int[WIDTH * HEIGHT];
        Arrays.setAll(levels, i -> STEP * (1 + i % WIDTH / BLOCK + i / WIDTH / BLOCK * 3));
        return levels;
    }

    private static BufferedImage blocks() {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixels(0, 0, WIDTH, HEIGHT, levels());
        return image;
    }

    private String seen(byte[] file) {
        var pixels = Decoded.of(folder, file);
        var text = new StringBuilder();
        for (int y = BLOCK / 2; y < pixels.size().height(); y += BLOCK) {
            text.append(text.isEmpty() ? "" : "/");
            for (int x = BLOCK / 2; x < pixels.size().width(); x += BLOCK) {
                text.append((pixels.level(y, x, 0) + STEP / 2) / STEP);
            }
        }
        return text.toString();
    }
}

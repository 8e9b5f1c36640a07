package dev.hourglass.datasets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.spec.ImageSize;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The colours are those that Chromium and Pillow show of the same files.
class JpegColoursTest {
    private static final int START_OF_FRAME = 0xc0;
    private static final int START_OF_SCAN = 0xda;
    private static final int APP14 = 0xee;
    private static final int ORANGE = 0xc86432;
    /// The same as luma and differences: what is stored.
    private static final int[] STORED = {124, 86, 182};

    @TempDir
    private Path folder;

    @Test
    void filesOfJfifHoldLumaAndDifferences() throws IOException {
        assertIsOrange(jfif());
    }

    @Test
    void soDoFilesWithoutAnyMarker() throws IOException {
        assertIsOrange(bare());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 200})
    void soDoFilesOfAdobesProgramsUnlessTheySayOtherwise(int transform) throws IOException {
        assertIsOrange(JpegBytes.with(bare(), 14, JpegBytes.adobe(transform)));
    }

    @Test
    void filesOfAdobesProgramsMayHoldRedGreenAndBlue() throws IOException {
        assertThat(pixel(JpegBytes.with(bare(), 14, JpegBytes.adobe(0)))).containsExactly(STORED);
    }

    @Test
    void theMarkerOfJfifIsStrongerThanAdobes() throws IOException {
        assertIsOrange(JpegBytes.with(jfif(), 14, JpegBytes.adobe(0)));
    }

    @Test
    void componentsMayBeCalledRedGreenAndBlue() throws IOException {
        var named = bare();
        for (int i = 0; i < 3; i++) {
            named = JpegBytes.changed(named, START_OF_FRAME, 10 + 3 * i, (byte) "RGB".charAt(i));
            named = JpegBytes.changed(named, START_OF_SCAN, 5 + 2 * i, (byte) "RGB".charAt(i));
        }

        assertThat(pixel(named)).containsExactly(STORED);
    }

    @Test
    void inksBecomeTheColoursThatTheyLeave() {
        assertThat(pixel(Decoded.resource("cmyk.jpg"))).containsExactly(200, 100, 50);
    }

    @Test
    void inksAreInvertedAlsoWithoutAdobesMarker() {
        assertThat(pixel(JpegBytes.without(Decoded.resource("cmyk.jpg"), 14))).containsExactly(200, 100, 50);
    }

    /// What is stored as 200, 100, 50 and 255 is then luma, differences and black.
    @Test
    void inksMayBeStoredAsLumaAndDifferences() {
        var ycck = JpegBytes.changed(Decoded.resource("cmyk.jpg"), APP14, 15, (byte) 2);

        assertThat(pixel(ycck)).containsExactly(255 - 91, 255 - 255, 255 - 150);
    }

    /// Such as 128, 128, 128 and no black, which the JDK's own conversion reads as 188.
    @Test
    void blackDarkensOtherInks() {
        var inks = DecodedLayers.opaque(new ImageSize(1, 2), 4,
                new Levels.Bytes(new byte[] {127, 127, 127, 0, 0, 0, 51, (byte) 204}));

        assertThat(Decoded.levels(inks.pixels(Optional.empty()))).containsExactly(128, 128, 128, 51, 51, 41);
    }

    @Test
    void damagedProfilesAreIgnored() throws IOException {
        assertIsOrange(JpegBytes.with(jfif(), 2, JpegBytes.profile(new byte[300], 1, 1)));
        assertIsOrange(JpegBytes.with(jfif(), 2, JpegBytes.profile(new byte[300], 7, 0)));
    }

    private void assertIsOrange(byte[] file) {
        assertThat(pixel(file)).containsExactly(200, 100, 50);
    }

    private int[] pixel(byte[] file) {
        return Decoded.pixel(Decoded.of(folder, file), 0, 0);
    }

    private static byte[] jfif() throws IOException {
        var image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64; i++) {
            image.setRGB(i % 8, i / 8, ORANGE);
        }
        return JpegBytes.of(image, false);
    }

    private static byte[] bare() throws IOException {
        return JpegBytes.without(jfif(), 0);
    }
}

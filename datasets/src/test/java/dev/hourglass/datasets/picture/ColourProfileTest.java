package dev.hourglass.datasets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Levels of a profile without gamma: half of the light is 188 in sRGB.
class ColourProfileTest {
    private static final byte[] LINEAR = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    private static final int PROFILE_FLAG = 32;

    @TempDir
    private Path folder;

    @Test
    void ofAJpegFileIsHeeded() throws IOException {
        var jpeg = JpegBytes.of(orange(), false);

        assertIsLighter(JpegBytes.with(jpeg, 2, JpegBytes.profile(LINEAR, 1, 1)));
    }

    @Test
    void ofAJpegFileMayBeInParts() throws IOException {
        var jpeg = JpegBytes.of(orange(), false);
        var first = Arrays.copyOf(LINEAR, 200);
        var rest = Arrays.copyOfRange(LINEAR, 200, LINEAR.length);
        var parts = JpegBytes.with(jpeg, 2, JpegBytes.profile(first, 1, 2));

        assertIsLighter(JpegBytes.with(parts, 2, JpegBytes.profile(rest, 2, 2)));
    }

    @Test
    void ofAPngFileIsHeeded() {
        assertIsLighter(PngBytes.of(1, 1, 8, 2, new int[] {200, 100, 50}, PngBytes.profile(LINEAR)));
    }

    @Test
    void ofATiffFileIsHeeded() {
        assertIsLighter(TiffBytes.of(ByteOrder.LITTLE_ENDIAN, 1, 1, 3, 8, new int[] {200, 100, 50})
                .withProfile(LINEAR)
                .bytes());
    }

    @Test
    void ofAWebpFileIsHeeded() {
        var webp = WebpBytes.with(Decoded.resource("lossy.webp"), 19, 21, PROFILE_FLAG, "ICCP", LINEAR);

        var before = Decoded.pixel(Decoded.of(folder, Decoded.resource("lossy.webp")), 10, 10);
        var after = Decoded.pixel(Decoded.of(folder, webp), 10, 10);
        for (int c = 0; c < 3; c++) {
            assertThat(after[c]).isCloseTo(gamma(before[c]), Offset.offset(2));
        }
    }

    @Test
    void sixteenBitsKeepTheirPrecision() {
        var levels = new int[] {32768, 32769, 32868};
        var pixels = Decoded.of(folder, PngBytes.of(1, 1, 16, 2, levels, PngBytes.profile(LINEAR)));

        assertThat(pixels.bits()).isEqualTo(16);
        assertThat(Decoded.levels(pixels)[0]).isCloseTo(48195, Offset.offset(100));
        assertThat(Decoded.levels(pixels)[2]).isGreaterThan(Decoded.levels(pixels)[0] + 30);
    }

    @Test
    void ofSrgbChangesNothingThatCanBeSeen() {
        var levels = new int[256 * 3];
        Arrays.setAll(levels, i -> (i / 3 + i % 3 * 40) % 256);
        var srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

        var read = Decoded.levels(Decoded.of(folder, PngBytes.of(256, 1, 8, 2, levels, PngBytes.profile(srgb))));

        for (int i = 0; i < levels.length; i++) {
            assertThat(read[i]).isCloseTo(levels[i], Offset.offset(1));
        }
    }

    @Test
    void greyLevelsAreTakenAsTheyAreStored() {
        var png = PngBytes.of(1, 1, 8, 0, new int[] {100}, PngBytes.profile(LINEAR));

        assertThat(Decoded.levels(Decoded.of(folder, png))).containsExactly(100);
    }

    /// Cyan alone would be (0, 255, 255) without a profile.
    @Test
    void ofInksIsHeeded() {
        int[] paperAndCyan = {0, 0, 0, 0, 255, 0, 0, 0};
        var tiff = TiffBytes.of(ByteOrder.LITTLE_ENDIAN, 2, 1, 4, 8, paperAndCyan)
                .with(TiffDirectory.PHOTOMETRIC, 5)
                .without(TiffDirectory.EXTRA_CHANNELS);

        assertThat(Decoded.levels(Decoded.of(folder, tiff.bytes()))).containsExactly(255, 255, 255, 0, 255, 255);
        var printed = Decoded.levels(Decoded.of(folder, tiff.withProfile(printer()).bytes()));
        assertThat(printed).hasSize(2).startsWith(255);
        assertThat(printed[1]).isCloseTo(119, Offset.offset(2));
    }

    @Test
    void ofInksIsIgnoredForColours() throws IOException {
        var jpeg = JpegBytes.of(orange(), false);

        assertThat(Decoded.pixel(Decoded.of(folder, JpegBytes.with(jpeg, 2, JpegBytes.profile(printer(), 1, 1))), 0, 0))
                .containsExactly(200, 100, 50);
    }

    /// A profile of a printer whose inks are all the same middle grey, L* = 50 (ICC.1:2001, `lut8Type`).
    private static byte[] printer() {
        int tag = 144;
        int inks = 4;
        int table = 48 + 256 * inks + 3 * (1 << inks) + 256 * 3;
        var profile = ByteBuffer.allocate(tag + table + (4 - table % 4) % 4);
        profile.putInt(0, profile.capacity()).putInt(8, 0x02400000);
        profile.put(12, ascii("prtrCMYKLab ")).put(36, ascii("acsp"));
        // D50, as all have it.
        profile.putInt(68, 0xf6d6).putInt(72, 0x10000).putInt(76, 0xd32d);
        profile.putInt(128, 1).put(132, ascii("A2B0")).putInt(136, tag).putInt(140, table);
        profile.put(tag, ascii("mft1")).put(tag + 8, new byte[] {(byte) inks, 3, 2, 0});
        for (int i = 0; i < 3; i++) {
            profile.putInt(tag + 12 + 16 * i, 1 << 16);
        }
        int at = tag + 48;
        for (int i = 0; i < 256 * inks; i++) {
            profile.put(at++, (byte) (i % 256));
        }
        for (int corner = 0; corner < 1 << inks; corner++) {
            profile.put(at++, (byte) (corner == 0 ? 255 : 128)).put(at++, (byte) 128).put(at++, (byte) 128);
        }
        for (int i = 0; i < 256 * 3; i++) {
            profile.put(at++, (byte) (i % 256));
        }
        return profile.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static BufferedImage orange() {
        var image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64; i++) {
            image.setRGB(i % 8, i / 8, 0xc86432);
        }
        return image;
    }

    private void assertIsLighter(byte[] file) {
        var pixel = Decoded.pixel(Decoded.of(folder, file), 0, 0);
        assertThat(pixel).hasSize(3);
        int[] before = {200, 100, 50};
        for (int c = 0; c < 3; c++) {
            assertThat(pixel[c]).isCloseTo(gamma(before[c]), Offset.offset(2));
        }
    }

    private static int gamma(int linear) {
        double light = linear / 255.0;
        return (int) Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055));
    }
}

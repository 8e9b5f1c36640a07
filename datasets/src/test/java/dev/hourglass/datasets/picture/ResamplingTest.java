package dev.hourglass.datasets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.spec.ImageSize;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResamplingTest {
    @Test
    void growsByLinearInterpolation() {
        assertThat(values(resized(grey(1, 2, 0, 100), 1, 4))).containsExactly(0, 25, 75, 100);
        assertThat(values(resized(grey(2, 1, 0, 100), 4, 1))).containsExactly(0, 25, 75, 100);
    }

    @Test
    void shrinksByAMeanThatCountsEveryPixel() {
        assertThat(values(resized(grey(1, 4, 0, 0, 80, 80), 1, 2))).containsExactly(11, 69);
        assertThat(values(resized(grey(3, 3, 0, 0, 0, 0, 90, 0, 0, 0, 0), 1, 1))[0]).isBetween(10, 30);
    }

    @Test
    void aPlainPictureStaysPlain() {
        var plain = new int[35];
        Arrays.fill(plain, 255);
        for (int size = 1; size < 12; size++) {
            assertThat(values(resized(grey(5, 7, plain), size, 12 - size))).containsOnly(255);
        }
    }

    @Test
    void channelsStayApart() {
        var picture = new Pixels(new ImageSize(1, 2), 3, new Levels.Bytes(new byte[] {100, 0, 7, 100, 50, 7}));

        assertThat(values(resized(picture, 1, 1))).containsExactly(100, 25, 7);
    }

    @Test
    void sixteenBitsStaySixteen() {
        var levels = new Levels.Shorts(new short[] {0, (short) 0xffff, (short) 0xffff, (short) 0xffff});
        var resized = resized(new Pixels(new ImageSize(1, 4), 1, levels), 1, 2);

        assertThat(resized.bits()).isEqualTo(16);
        assertThat(new int[] {resized.level(0, 0, 0), resized.level(0, 1, 0)}).containsExactly(37449, 65535);
    }

    @Test
    void theSameSizeIsTheSamePicture() {
        var picture = grey(2, 2, 1, 2, 3, 4);

        assertThat(resized(picture, 2, 2)).isSameAs(picture);
    }

    private static Pixels resized(Pixels picture, int height, int width) {
        return Resampling.resize(picture, new ImageSize(height, width));
    }

    private static Pixels grey(int height, int width, int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) bytes[i] = (byte) values[i];
        return new Pixels(new ImageSize(height, width), 1, new Levels.Bytes(bytes));
    }

    private static int[] values(Pixels picture) {
        var bytes = new byte[picture.size().height() * picture.size().width() * picture.channels()];
        picture.copyTo(bytes, picture.channels());
        var values = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) values[i] = bytes[i] & 0xff;
        return values;
    }
}

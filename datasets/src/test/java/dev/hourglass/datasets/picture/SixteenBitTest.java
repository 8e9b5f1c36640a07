package dev.hourglass.datasets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SixteenBitTest {
    private static final int WIDTH = 7;
    private static final int HEIGHT = 5;
    private static final int WHITE = 65535;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void pngFilesKeepEveryLevel(int channels) {
        int colourType = new int[] {0, 4, 2, 6}[channels - 1];
        var levels = levels(channels, 16);

        var pixels = Decoded.of(folder, PngBytes.of(WIDTH, HEIGHT, 16, colourType, levels));

        assertThat(pixels.bits()).isEqualTo(16);
        assertThat(Decoded.levels(pixels)).containsExactly(onWhite(levels, channels));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void tiffFilesKeepEveryLevel(int channels) {
        var levels = levels(channels, 16);
        for (var order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            for (var tiff : List.of(
                    TiffBytes.of(order, WIDTH, HEIGHT, channels, 16, levels),
                    TiffBytes.big(order, WIDTH, HEIGHT, channels, 16, levels),
                    TiffBytes.of(order, WIDTH, HEIGHT, channels, 16, levels).deflated(WIDTH, channels, 16, levels))) {
                var pixels = Decoded.of(folder, tiff.bytes());

                assertThat(pixels.bits()).isEqualTo(16);
                assertThat(Decoded.levels(pixels)).containsExactly(onWhite(levels, channels));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void tiffFilesOfEightBitsStayEight(int channels) {
        var levels = levels(channels, 8);
        var tiff = TiffBytes.of(ByteOrder.LITTLE_ENDIAN, WIDTH, HEIGHT, channels, 8, levels);

        assertThat(Decoded.of(folder, tiff.bytes()).bits()).isEqualTo(8);
    }

    @Test
    void aLevelThatIsTransparentInAPngFileIsWhite() {
        var levels = levels(1, 16);
        var transparent = PngBytes.chunk("tRNS", ByteBuffer.allocate(2).putShort((short) levels[3]).array());

        var pixels = Decoded.of(folder, PngBytes.of(WIDTH, HEIGHT, 16, 0, levels, transparent));

        levels[3] = WHITE;
        assertThat(pixels.bits()).isEqualTo(16);
        assertThat(Decoded.levels(pixels)).containsExactly(levels);
    }

    @Test
    void aColourThatIsTransparentInAPngFileIsWhite() {
        var levels = levels(3, 16);
        var colour = ByteBuffer.allocate(6);
        for (int c = 6; c < 9; c++) {
            colour.putShort((short) levels[c]);
        }

        var pixels = Decoded.of(folder,
                PngBytes.of(WIDTH, HEIGHT, 16, 2, levels, PngBytes.chunk("tRNS", colour.array())));

        levels[6] = WHITE;
        levels[7] = WHITE;
        levels[8] = WHITE;
        assertThat(Decoded.levels(pixels)).containsExactly(levels);
    }

    @Test
    void colourThatWasMultipliedByAlphaIsLaidOnWhiteOnce() {
        var tiff = TiffBytes.of(ByteOrder.BIG_ENDIAN, 1, 1, 4, 16, new int[] {1000, 0, 20000, 32768})
                .with(TiffDirectory.EXTRA_CHANNELS, 1);

        assertThat(Decoded.levels(Decoded.of(folder, tiff.bytes())))
                .containsExactly(1000 + 32767, 32767, 20000 + 32767);
    }

    @Test
    void whiteMayComeFirstInATiffFile() {
        var tiff = TiffBytes.of(ByteOrder.BIG_ENDIAN, 3, 1, 1, 16, new int[] {0, 1, WHITE})
                .with(TiffDirectory.PHOTOMETRIC, 0);

        assertThat(Decoded.levels(Decoded.of(folder, tiff.bytes()))).containsExactly(WHITE, WHITE - 1, 0);
    }

    private static int[] levels(int channels, int bits) {
        return new Random(channels).ints((long) WIDTH * HEIGHT * channels, 0, 1 << bits).toArray();
    }

    /// @param channels of which the last of two or four is alpha
    private static int[] onWhite(int[] levels, int channels) {
        if (channels % 2 == 1) {
            return levels;
        }
        var seen = new int[levels.length / channels * (channels - 1)];
        for (int i = 0; i < seen.length; i++) {
            int pixel = i / (channels - 1) * channels;
            double alpha = levels[pixel + channels - 1] / (double) WHITE;
            seen[i] = (int) Math.round(levels[pixel + i % (channels - 1)] * alpha + WHITE * (1 - alpha));
        }
        return seen;
    }
}

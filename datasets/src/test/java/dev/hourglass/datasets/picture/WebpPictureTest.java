package dev.hourglass.datasets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebpPictureTest {
    @TempDir
    private Path folder;

    /// Beside each file lies what libwebp makes of it, as browsers do.
    @ParameterizedTest
    @ValueSource(strings = {"lossy", "alpha"})
    void isReadToTheLastBitAsLibwebpReadsIt(String name) {
        var expected = Decoded.levels(Decoded.of(folder, Decoded.resource(name + ".png")));

        assertThat(Decoded.levels(Decoded.of(folder, Decoded.resource(name + ".webp")))).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 13})
    void greyPicturesHaveOneChannel(int row) {
        var pixels = Decoded.of(folder, Decoded.resource("blocks.webp"));

        assertThat(pixels.isColour()).isFalse();
        assertThat(pixels.level(row, 20, 0)).isEqualTo(row < 8 ? 120 : 240);
    }
}

package dev.hourglass.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is transparent shows the white that pictures are laid on, in every form that a file has for it. Three pixels: one
/// that is black but wholly transparent, one that is black and opaque, one that is black and half transparent.
class TransparencyTest {
    private static final float HALF = 127 / 255f;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void greyWithAlpha() throws IOException {
        var model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY), true, false, Transparency.TRANSLUCENT,
                DataBuffer.TYPE_BYTE);
        var raster = model.createCompatibleWritableRaster(3, 1);
        raster.setPixels(0, 0, 3, 1, new int[] {0, 0, 0, 255, 0, 128});

        assertThat(written(new BufferedImage(model, raster, false, null), "png")).containsExactly(1, 0, HALF);
    }

    @Test
    void redGreenBlueWithAlpha() throws IOException {
        var image = Pictures.argb(3, 1, 0x00000000, 0xff000000, 0x80000000);

        assertThat(written(image, "png")).containsExactly(1, 0, HALF);
    }

    @Test
    void colourWithAlpha() throws IOException {
        var image = Pictures.argb(2, 1, 0x00ff0000, 0x80ff0000);

        assertThat(written(image, "png")).containsExactly(1, 1, 1, 1, HALF, HALF);
    }

    @Test
    void paletteWithAlpha() throws IOException {
        var palette = new IndexColorModel(2, 3, new int[] {0x00000000, 0xff000000, 0x80000000}, 0, true, -1,
                DataBuffer.TYPE_BYTE);

        assertThat(written(indexed(palette, 0, 1, 2), "png")).containsExactly(1, 0, HALF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif"})
    void paletteWithOneTransparentEntry(String format) throws IOException {
        var palette = new IndexColorModel(2, 3, new int[] {0x000000, 0x000000, 0x333333}, 0, false, 0,
                DataBuffer.TYPE_BYTE);

        assertThat(written(indexed(palette, 0, 1, 2), format)).containsExactly(1, 0, 0.2f);
    }

    private static BufferedImage indexed(IndexColorModel palette, int... pixels) {
        var image = new BufferedImage(pixels.length, 1, BufferedImage.TYPE_BYTE_INDEXED, palette);
        image.getRaster().setPixels(0, 0, pixels.length, 1, pixels);
        return image;
    }

    /// What is read of a picture after it was written into a file.
    private float[] written(BufferedImage image, String format) throws IOException {
        Pictures.write(folder.resolve("a." + format), format, image);
        return ImageFolder.read(folder).sample(0);
    }
}

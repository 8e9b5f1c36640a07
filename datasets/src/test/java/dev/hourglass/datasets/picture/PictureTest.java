package dev.hourglass.datasets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.spec.Shape;
import org.junit.jupiter.api.Test;

class PictureTest {
    @Test
    void drawsGreyPixelsRowByRowAndClipsThem() {
        var picture = Picture.of(Shape.of(2, 2, 1), new float[] {0, 0.5f, 1.7f, -3});

        var raster = picture.image().getRaster();
        assertThat(raster.getSample(0, 0, 0)).isEqualTo(0);
        assertThat(raster.getSample(1, 0, 0)).isEqualTo(128);
        assertThat(raster.getSample(0, 1, 0)).isEqualTo(255);
        assertThat(raster.getSample(1, 1, 0)).isEqualTo(0);
    }

    @Test
    void drawsThreeChannelsAsRedGreenAndBlue() {
        var picture = Picture.of(Shape.of(1, 2, 3), new float[] {1, 0, 0, 0, 0, 1});

        assertThat(picture.image().getRGB(0, 0)).isEqualTo(0xFFFF0000);
        assertThat(picture.image().getRGB(1, 0)).isEqualTo(0xFF0000FF);
    }

    @Test
    void drawsSixteenBitsWithoutLoss() {
        for (int channels : new int[] {1, 3}) {
            var values = new float[65535];
            for (int i = 0; i < values.length; i++) {
                values[i] = i / 65535f;
            }

            var raster = Picture.of(Shape.of(1, values.length / channels, channels), values, 16).image().getRaster();

            for (int i = 0; i < values.length; i++) {
                assertThat(raster.getSample(i / channels, 0, i % channels)).isEqualTo(i);
            }
        }
    }

    @Test
    void twoOrFourChannelsAreNotDrawn() {
        assertThat(PictureShape.of(128, Shape.of(8, 8, 2))).isEmpty();
        assertThat(PictureShape.of(256, Shape.of(8, 8, 4))).isEmpty();
        assertThat(PictureShape.of(192, Shape.of(8, 8, 3))).contains(Shape.of(8, 8, 3));
    }

    @Test
    void showsAFlatSampleInTheShapeOfTheDataItCameFrom() {
        assertThat(PictureShape.of(784, Shape.of(28, 28, 1), Shape.of(784))).contains(Shape.of(28, 28, 1));
        assertThat(PictureShape.of(784, Shape.of(784))).isEmpty();
        assertThat(PictureShape.of(640, Shape.of(8, 8, 10))).isEmpty();
    }
}

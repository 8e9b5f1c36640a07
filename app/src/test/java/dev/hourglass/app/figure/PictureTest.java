package dev.hourglass.app.figure;

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
    void showsAFlatSampleInTheShapeOfTheDataItCameFrom() {
        assertThat(PictureShape.of(784, Shape.of(28, 28, 1), Shape.of(784))).contains(Shape.of(28, 28, 1));
        assertThat(PictureShape.of(784, Shape.of(784))).isEmpty();
        assertThat(PictureShape.of(640, Shape.of(8, 8, 10))).isEmpty();
    }
}

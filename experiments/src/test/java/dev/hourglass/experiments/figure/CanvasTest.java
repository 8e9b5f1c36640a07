package dev.hourglass.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.datasets.picture.Picture;
import dev.hourglass.spec.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CanvasTest {
    @Test
    void enlargesASmallPictureToWholeSquarePixels() {
        var canvas = new Canvas(20, 20);

        canvas.picture(Picture.of(Shape.of(2, 2, 1), new float[] {0, 1, 1, 0}), 0, 0, 20);

        assertThat(grey(canvas, 0, 0)).isEqualTo(0);
        assertThat(grey(canvas, 19, 19)).isEqualTo(0);
        assertThat(grey(canvas, 20, 19)).isEqualTo(255);
        assertThat(grey(canvas, 19, 20)).isEqualTo(255);
        assertThat(grey(canvas, 39, 39)).isEqualTo(0);
    }

    @Test
    void keepsGreyLevelsAsTheyAre() {
        var canvas = new Canvas(4, 4);

        canvas.picture(Picture.of(Shape.of(1, 1, 1), new float[] {0.5f}), 0, 0, 4);

        assertThat(grey(canvas, 3, 3)).isEqualTo(128);
    }

    @Test
    void centresAPictureThatIsNotSquare() {
        var canvas = new Canvas(10, 10);

        canvas.picture(Picture.of(Shape.of(1, 2, 1), new float[] {0, 0}), 0, 0, 10);

        assertThat(grey(canvas, 10, 4)).isEqualTo(255);
        assertThat(grey(canvas, 10, 5)).isEqualTo(0);
        assertThat(grey(canvas, 10, 14)).isEqualTo(0);
        assertThat(grey(canvas, 10, 15)).isEqualTo(255);
    }

    @Test
    void makesALargePictureSmallerInsteadOfCuttingIt() {
        var values = new float[100 * 100];
        Arrays.fill(values, 0.25f);
        var canvas = new Canvas(20, 20);

        canvas.picture(Picture.of(Shape.of(100, 100, 1), values), 0, 0, 20);

        assertThat(grey(canvas, 20, 20)).isEqualTo(64);
    }

    @Test
    void writesText() {
        assertThat(Figures.possible()).isTrue();
        assertThat(new Canvas(1, 1).width("denoised", Style.TITLE)).isBetween(30.0, 200.0);
    }

    private static int grey(Canvas canvas, int x, int y) {
        return canvas.image().getRGB(x, y) & 0xFF;
    }
}

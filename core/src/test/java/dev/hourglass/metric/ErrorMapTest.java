package dev.hourglass.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.spec.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ErrorMapTest {
    @Test
    void errorsAreMeansOverChannels() {
        var map = ErrorMap.of(Shape.of(1, 2, 3), new float[] {1, 1, 1, 0, 0, 0}, new float[] {0, 1, 0.5f, 0, 0, 0});

        assertThat(map.errors()).containsExactly(new double[] {1.25 / 3, 0}, within(1e-15));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ErrorMap.of(Shape.of(1, 2, 3), new float[6], new float[5]))
                .withMessage("expected two pictures of shape [1, 2, 3], found 6 and 5 numbers");
    }

    @Test
    void theWorstBoxesComeFirstAndAreApart() {
        var picture = new float[20 * 30];
        fill(picture, 30, 4, 6, 5, 3, 1);
        fill(picture, 30, 20, 10, 2, 8, 0.5f);

        var regions = ErrorMap.of(Shape.of(20, 30, 1), picture, new float[picture.length]).regions(5);

        assertThat(regions).containsExactly(
                new ErrorRegion(4, 6, 5, 3, 15.0 / 19), new ErrorRegion(20, 10, 2, 8, 4.0 / 19));
    }

    @Test
    void theWorstBoxIsTheBestOfAll() {
        var random = new SplittableRandom(3);
        var picture = new float[7 * 9];
        for (int i = 0; i < picture.length; i++) picture[i] = (float) Math.pow(random.nextDouble(), 3);

        var region = ErrorMap.of(Shape.of(7, 9, 1), picture, new float[picture.length]).regions(1).getFirst();

        double most = 0;
        for (int top = 0; top < 7; top++) {
            for (int left = 0; left < 9; left++) {
                for (int bottom = top + 1; bottom <= 7; bottom++) {
                    for (int right = left + 1; right <= 9; right++) {
                        most = Math.max(most, above(picture, top, left, bottom, right));
                    }
                }
            }
        }
        assertThat(above(picture, region.top(), region.left(), region.top() + region.height(),
                region.left() + region.width())).isCloseTo(most, within(1e-9));
    }

    /// Sums of squares above twice the mean.
    private static double above(float[] picture, int top, int left, int bottom, int right) {
        double mean = 0;
        for (float value : picture) mean += (double) value * value / picture.length;
        double sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) sum += (double) picture[y * 9 + x] * picture[y * 9 + x] - 2 * mean;
        }
        return sum;
    }

    @Test
    void aPictureWithoutErrorHasNoRegions() {
        var even = new float[12];
        Arrays.fill(even, 0.5f);

        assertThat(ErrorMap.of(Shape.of(3, 4, 1), even, even).regions(2)).isEmpty();
        assertThat(ErrorMap.of(Shape.of(3, 4, 1), even, new float[12]).regions(2)).isEmpty();
    }

    /// 150 by 200 pixels are 4 by 4 to a cell: the box is that of the cells, and ends with the picture.
    @Test
    void boxesOfLargePicturesAreOfCells() {
        var picture = new float[150 * 200];
        fill(picture, 200, 190, 141, 10, 9, 1);

        assertThat(ErrorMap.of(Shape.of(150, 200, 1), picture, new float[picture.length]).regions(3))
                .containsExactly(new ErrorRegion(188, 140, 12, 10, 1));
    }

    private static void fill(float[] picture, int width, int left, int top, int across, int down, float value) {
        for (int y = top; y < top + down; y++) Arrays.fill(picture, y * width + left, y * width + left + across, value);
    }
}

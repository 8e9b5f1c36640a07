package dev.hourglass.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.spec.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SsimTest {
    private static final double C1 = 0.0001;
    private static final double C2 = 0.0009;
    private static final Shape ONE_WINDOW = Shape.of(11, 11, 1);

    @Test
    void anEqualPictureIsSimilarByOne() {
        var picture = noise(20 * 15 * 3, 1);

        assertThat(Ssim.of(Shape.of(20, 15, 3), picture, picture.clone())).isCloseTo(1, within(1e-12));
    }

    /// Without structure only the brightness counts: (2 * 0.5 * 0.25 + C1) / (0.25 + 0.0625 + C1).
    @Test
    void comparesTheBrightnessOfEvenPictures() {
        assertThat(Ssim.of(ONE_WINDOW, even(0.5f), even(0.25f))).isCloseTo(0.2501 / 0.3126, within(1e-9));
    }

    /// One white pixel in the middle has the window's middle weight as its mean, 0.26601 squared, and that less its
    /// square as its variance.
    @Test
    void comparesTheContrastOfAPointWithNothing() {
        var point = even(0);
        point[60] = 1;
        double middle = 0.26601172 * 0.26601172;

        double expected = C1 * C2 / ((middle * middle + C1) * (middle - middle * middle + C2));
        assertThat(Ssim.of(ONE_WINDOW, point, even(0))).isCloseTo(expected, within(1e-8));
    }

    @Test
    void anInvertedPictureHasTheOppositeStructure() {
        var picture = noise(121, 3);
        var inverted = picture.clone();
        for (int i = 0; i < inverted.length; i++) inverted[i] = 1 - inverted[i];

        assertThat(Ssim.of(ONE_WINDOW, picture, inverted)).isLessThan(-0.8);
    }

    @Test
    void isTheFormulaOfThePaperAtEveryPlaceOfTheWindow() {
        var shape = Shape.of(14, 17, 2);
        var a = noise(shape.size(), 4);
        var b = noise(shape.size(), 5);
        for (int i = 0; i < b.length; i++) b[i] = 0.7f * a[i] + 0.3f * b[i];

        assertThat(Ssim.of(shape, a, b)).isCloseTo(textbook(shape, a, b), within(1e-12));
        assertThat(Ssim.of(shape, b, a)).isCloseTo(textbook(shape, a, b), within(1e-12));
    }

    @Test
    void refusesWhatTheWindowDoesNotFitInto() {
        assertThat(Ssim.appliesTo(Shape.of(121))).isFalse();
        assertThat(Ssim.appliesTo(Shape.of(10, 11, 1))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Ssim.of(Shape.of(10, 11, 1), even(0), even(0)))
                .withMessage("expected pictures of at least 11 by 11 pixels, found [10, 11, 1]");
        assertThatIllegalArgumentException().isThrownBy(() -> Ssim.of(ONE_WINDOW, new float[120], even(0)))
                .withMessage("expected pictures of 121 features, found 120 and 121");
    }

    /// Equations 14 to 16 and 13, with variances about the mean.
    private static double textbook(Shape shape, float[] a, float[] b) {
        double total = 0;
        int places = 0;
        for (int channel = 0; channel < shape.channels(); channel++) {
            for (int y = 5; y < shape.height() - 5; y++) {
                for (int x = 5; x < shape.width() - 5; x++) {
                    double meanA = 0;
                    double meanB = 0;
                    double weights = 0;
                    for (int i = 0; i < 121; i++) {
                        double weight = weight(i);
                        int at = at(shape, y, x, i, channel);
                        weights += weight;
                        meanA += weight * a[at];
                        meanB += weight * b[at];
                    }
                    meanA /= weights;
                    meanB /= weights;
                    double varianceA = 0;
                    double varianceB = 0;
                    double covariance = 0;
                    for (int i = 0; i < 121; i++) {
                        double weight = weight(i) / weights;
                        int at = at(shape, y, x, i, channel);
                        varianceA += weight * (a[at] - meanA) * (a[at] - meanA);
                        varianceB += weight * (b[at] - meanB) * (b[at] - meanB);
                        covariance += weight * (a[at] - meanA) * (b[at] - meanB);
                    }
                    total += (2 * meanA * meanB + C1) * (2 * covariance + C2)
                            / ((meanA * meanA + meanB * meanB + C1) * (varianceA + varianceB + C2));
                    places++;
                }
            }
        }
        return total / places;
    }

    private static double weight(int i) {
        int dy = i / 11 - 5;
        int dx = i % 11 - 5;
        return Math.exp(-(dy * dy + dx * dx) / 4.5);
    }

    private static int at(Shape shape, int y, int x, int i, int channel) {
        return ((y + i / 11 - 5) * shape.width() + x + i % 11 - 5) * shape.channels() + channel;
    }

    private static float[] even(float grey) {
        var picture = new float[121];
        Arrays.fill(picture, grey);
        return picture;
    }

    private static float[] noise(int size, long seed) {
        var random = new SplittableRandom(seed);
        var picture = new float[size];
        for (int i = 0; i < size; i++) picture[i] = (float) random.nextDouble();
        return picture;
    }
}

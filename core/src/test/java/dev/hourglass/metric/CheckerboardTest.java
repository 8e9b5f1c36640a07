package dev.hourglass.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Shape;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckerboardTest {
    private static final Shape PICTURE = Shape.of(12, 24, 1);

    @Test
    void isAllOfACheckerboardAndNothingOfASlowWave() {
        assertThat(Checkerboard.share(PICTURE, picture((y, x) -> (y + x) % 2), 2)).isCloseTo(1, offset(1e-12));
        assertThat(Checkerboard.share(PICTURE, picture((y, x) -> x % 2), 2)).isCloseTo(1, offset(1e-12));
        assertThat(Checkerboard.share(PICTURE, picture((y, x) -> x / 6), 2)).isCloseTo(0, offset(1e-12));
        assertThat(Checkerboard.share(PICTURE, picture((y, x) -> 7), 2)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void isTheShareOfThePowerSpectrumAtTheStridesFrequencies(int period) {
        var random = new Random(period);
        var values = picture((y, x) -> random.nextInt(100));

        assertThat(Checkerboard.share(PICTURE, values, period)).isCloseTo(spectral(values, period), offset(1e-9));
    }

    /// By the definition, with a discrete Fourier transform.
    private static double spectral(double[] values, int period) {
        double repeated = 0;
        double energy = 0;
        for (int v = 0; v < 12; v++) {
            for (int u = v == 0 ? 1 : 0; u < 24; u++) {
                double real = 0;
                double imaginary = 0;
                for (int y = 0; y < 12; y++) {
                    for (int x = 0; x < 24; x++) {
                        double angle = 2 * Math.PI * (v * y / 12.0 + u * x / 24.0);
                        real += values[y * 24 + x] * Math.cos(angle);
                        imaginary += values[y * 24 + x] * Math.sin(angle);
                    }
                }
                double power = real * real + imaginary * imaginary;
                energy += power;
                repeated += v * period % 12 == 0 && u * period % 24 == 0 ? power : 0;
            }
        }
        return repeated / energy;
    }

    @Test
    void isMeasuredOnWhatAllReconstructionsShare() {
        var originals = Dataset.ofFloats("two", Shape.of(2), new float[] {1, 2, 3, 4}, Optional.empty());

        assertThat(Checkerboard.meanResidual(new float[][] {{2, 2}, {4, 2}}, originals)).containsExactly(1, -1);
    }

    @Test
    void refusesWhatHasNoTwoPeriods() {
        assertThatThrownBy(() -> Checkerboard.share(PICTURE, picture((y, x) -> x), 7)).isInstanceOf(DataException.class)
                .hasMessage(
                        "a checkerboard of period 7: expected pictures of at least two periods of 2 pixels or more, "
                                + "found samples of shape [12, 24, 1]");
        assertThatThrownBy(() -> Checkerboard.share(PICTURE, picture((y, x) -> x), 1))
                .isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Checkerboard.share(Shape.of(3), new double[3], 2)).isInstanceOf(DataException.class);
    }

    private static double[] picture(IntBinaryOperator value) {
        var values = new double[PICTURE.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.applyAsInt(i / PICTURE.width(), i % PICTURE.width());
        }
        return values;
    }
}

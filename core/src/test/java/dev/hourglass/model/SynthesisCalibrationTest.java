package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.internal.kernel.Randomness;
import dev.hourglass.table.Scaling;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The parts that rows are drawn by, with known values.
class SynthesisCalibrationTest {
    @Test
    void quantilesAndSharesAreInverse() {
        var knots = QuantileKnots.of(IntStream.rangeClosed(0, 10_000).mapToDouble(i -> i / 100.0).toArray());

        assertThat(QuantileKnots.areSound(knots)).isTrue();
        for (double share : new double[] {0, 0.001, 0.25, 0.5, 0.9, 1}) {
            assertThat(QuantileKnots.quantile(knots, share)).isCloseTo(100 * share, within(1e-4));
            assertThat(QuantileKnots.share(knots, 100 * share, 0.5)).isCloseTo(share, within(1e-5));
        }
        assertThat(QuantileKnots.share(knots, -1, 0)).isZero();
        assertThat(QuantileKnots.share(knots, 101, 0)).isEqualTo(1);
    }

    @Test
    void aNumberThatManyHaveHasManyRanks() {
        var knots = QuantileKnots.of(IntStream.range(0, 1000).mapToDouble(i -> Math.max(0, i - 600)).toArray());

        assertThat(QuantileKnots.quantile(knots, 0.3)).isZero();
        assertThat(QuantileKnots.share(knots, 0, 0)).isZero();
        assertThat(QuantileKnots.share(knots, 0, 0.5)).isCloseTo(0.3, within(0.01));
        assertThat(QuantileKnots.share(knots, 0, 1)).isCloseTo(0.6, within(0.02));
    }

    /// Of numbers that have been floats.
    private static double step(double... numbers) {
        var scaling = new Scaling.Standard(30, 7);
        return Resolution.ofNumbers(scaling,
                Arrays.stream(numbers).map(number -> (float) scaling.apply(number)).toArray());
    }

    @Test
    void theStepOfNumbersIsFound() {
        assertThat(step(1, 5, 12, 7)).isEqualTo(1);
        assertThat(step(200, 500, 1200)).isEqualTo(100);
        assertThat(step(1.25, 5, 12)).isEqualTo(0.01);
        assertThat(step(39.1, 40.3, 0, 36.7)).isEqualTo(0.1);
        assertThat(step(Math.PI, Math.E)).isEqualTo(Resolution.NONE);
        assertThat(step()).isEqualTo(Resolution.NONE);
        var days = new Scaling.Standard(1e9, 2e8);
        assertThat(Resolution.ofMoments(days, (float) days.apply(86_400 * 11_000.0), (float) days.apply(86_400 * 7.0)))
                .isEqualTo(86_400);
        assertThat(Resolution.round(39.14999, 0.1)).isEqualTo(39.1);
        assertThat(Resolution.round(1249, 100)).isEqualTo(1200);
        assertThat(Resolution.round(0.12345678901, Resolution.NONE)).isEqualTo(0.12345679);
    }

    @Test
    void aMixtureFindsTwoGroups() {
        var codes = IntStream.range(0, 2000).mapToObj(i -> {
            double x = Randomness.normal(7, 2L * i);
            double y = Randomness.normal(7, 2L * i + 1);
            return new float[] {(float) (i % 4 == 0 ? 10 + x : x), (float) (i % 4 == 0 ? y : 5 + 0.5 * x + 0.1 * y)};
        }).toArray(float[][]::new);

        var mixture = MixtureFitter.fit(codes);
        var drawn = IntStream.range(0, 4000).mapToObj(i -> mixture.draw(Randomness.key(3, i))).toList();

        assertThat(Arrays.stream(mixture.weights()).sum()).isCloseTo(1, within(1e-9));
        long far = drawn.stream().filter(code -> code[0] > 5).count();
        assertThat(far / 4000.0).isCloseTo(0.25, within(0.03));
        assertThat(drawn.stream().filter(code -> code[0] <= 5)
                .filter(code -> Math.abs(code[1] - 5 - 0.5 * code[0]) > 0.5).count()).isLessThan(30);
    }

    @Test
    void aCodeThatDoesNotVaryStaysWhereItIs() {
        var mixture = MixtureFitter.fit(new float[][] {{2, 3}, {2, 3}, {2, 3}});

        assertThat(mixture.draw(Randomness.key(1, 1))[0]).isCloseTo(2, within(1e-4f));
        assertThat(mixture.draw(Randomness.key(1, 1))[1]).isCloseTo(3, within(1e-4f));
    }
}

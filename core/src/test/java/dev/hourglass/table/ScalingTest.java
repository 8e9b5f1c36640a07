package dev.hourglass.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.spec.SpecException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ScalingTest {
    @Test
    void logarithmsOfVeryDifferentNumbersAreFinite() {
        var log = new Scaling.SignedLog(1e-300, 0, 1);

        assertThat(log.apply(1e300)).isCloseTo(600 * Math.log(10), within(1e-9));
        assertThat(log.apply(-1e300)).isEqualTo(-log.apply(1e300));
    }

    static final List<Scaling> ALL = List.of(
            new Scaling.Standard(5, 2),
            new Scaling.SignedLog(0.5, 1, 2),
            new Scaling.MinMax(-3, 4),
            new Scaling.Robust(1, 0.25),
            new Scaling.NormalScores(List.of(-4.0, -1.0, 0.0, 0.5, 9.0)));

    @ParameterizedTest
    @FieldSource("ALL")
    void invertsWhatItApplies(Scaling scaling) {
        for (double value = -20; value <= 20; value += 0.37) {
            assertThat(scaling.invert(scaling.apply(value))).isCloseTo(value, within(1e-9));
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void keepsTheOrderAndMakesNumbersOfInfinities(Scaling scaling) {
        double last = scaling.apply(Double.NEGATIVE_INFINITY);
        assertThat(last).isNotNaN();
        for (double value : new double[] {-1e300, -7, -0.1, 0, 0.1, 7, 1e300, Double.POSITIVE_INFINITY}) {
            assertThat(scaling.apply(value)).isGreaterThanOrEqualTo(last);
            last = scaling.apply(value);
        }
    }

    @Test
    void logarithmsHaveASign() {
        var scaling = new Scaling.SignedLog(1, 0, 1);

        assertThat(scaling.apply(Math.E - 1)).isCloseTo(1, within(1e-15));
        assertThat(scaling.apply(1 - Math.E)).isCloseTo(-1, within(1e-15));
    }

    /// Values of the R function qnorm.
    @ParameterizedTest
    @CsvSource({"0.5, 0", "0.975, 1.959963984540054", "0.025, -1.959963984540054", "1e-10, -6.361340902404056",
        "0.8, 0.841621233572914"})
    void quantilesOfTheNormalDistribution(double p, double expected) {
        assertThat(StandardNormal.of(p)).isCloseTo(expected, within(1e-14));
        assertThat(StandardNormal.probability(expected)).isCloseTo(p, within(1e-14));
    }

    @Test
    void refusesNumbersThatAreAllEqual() {
        assertThatExceptionOfType(SpecException.class).isThrownBy(() -> new Scaling.MinMax(2, 2))
                .withMessage("min_max: expected numbers that differ, found a range of 0.0");
    }
}

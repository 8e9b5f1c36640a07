package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.table.Interval;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibratorTest {
    private static final int DRAWS = 4_000;

    /// The share of new cells inside is uniform between two ranks of all, see Vovk et al. 2005.
    @ParameterizedTest
    @ValueSource(ints = {19, 21, 40, 99, 500})
    void nineOfTenNewCellsLieInTheInterval(int heldOut) {
        var random = new Random(7);
        int inside = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            var interval = Calibrator.interval(DoubleStream.generate(random::nextGaussian).limit(heldOut).toArray());
            double cell = random.nextGaussian();
            inside += cell >= interval.low() && cell <= interval.high() ? 1 : 0;
        }
        double share = inside / (double) DRAWS;
        assertThat(share).isBetween(0.9 - 0.015, 0.9 + 2.0 / (heldOut + 1) + 0.015);
    }

    @Test
    void ofFewHeldOutCellsTheIntervalReachesFromTheLowestToTheHighest() {
        assertThat(Calibrator.interval(3, -1, 2)).isEqualTo(new Interval(-1, 3));
        assertThat(Calibrator.interval(3)).isEqualTo(new Interval(3, 3));
        assertThat(Calibrator.interval()).isEqualTo(new Interval(0, 0));
    }

    @Test
    void leavesOutAsManyBelowAsAbove() {
        var differences = DoubleStream.iterate(1, i -> i + 1).limit(39).toArray();
        assertThat(Calibrator.interval(differences).low()).isCloseTo(2, within(0.0));
        assertThat(Calibrator.interval(differences).high()).isCloseTo(38, within(0.0));
    }
}

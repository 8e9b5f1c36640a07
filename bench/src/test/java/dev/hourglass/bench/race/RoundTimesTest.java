package dev.hourglass.bench.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundTimesTest {
    private static final double[] OURS = {1, 2, 1};
    private static final double[] STEADY = {4, 4, 4};
    private static final double[] CHANGING = {3, 9, 9};
    private static final double[] NO_RIVAL = {0.1, 0.1, 0.1};

    private final RoundTimes times = new RoundTimes(
            Map.of(
                    Framework.HOURGLASS, OURS,
                    Framework.DJL, STEADY,
                    Framework.TENSORFLOW, CHANGING,
                    Framework.HOURGLASS_SCALAR, NO_RIVAL));

    @Test
    void dividesTheTimesOfTheSameRound() {
        // 4, 2 and 4
        assertThat(times.ratio(Framework.DJL).orElseThrow().lower()).isCloseTo(3, within(1e-9));
        assertThat(times.ratio(Framework.LIBTORCH)).isEmpty();
    }

    @Test
    void takesTheFastestRivalOfEachRound() {
        // 3, 2 and 4
        var ratio = times.ratioToFastest().orElseThrow();
        assertThat(ratio.median()).isCloseTo(3, within(1e-9));
        assertThat(ratio.upper()).isCloseTo(3.5, within(1e-9));
    }

    @Test
    void namesTheRivalOfTheLeastMedian() {
        assertThat(times.fastestRival()).contains(Framework.DJL);
    }

    @Test
    void hasNoFastestRivalWhereNoneRaced() {
        var alone = new RoundTimes(Map.of(Framework.HOURGLASS, OURS, Framework.HOURGLASS_SCALAR, NO_RIVAL));
        assertThat(alone.ratioToFastest()).isEmpty();
        assertThat(alone.fastestRival()).isEmpty();
    }
}

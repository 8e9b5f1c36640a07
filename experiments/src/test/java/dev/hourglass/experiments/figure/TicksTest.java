package dev.hourglass.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TicksTest {
    @Test
    void areRoundNumbersWithinTheRange() {
        var ticks = Ticks.within(0.0913, 0.312, 5);

        assertThat(ticks.step()).isCloseTo(0.05, within(1e-12));
        assertThat(ticks.values().stream().map(ticks::label)).containsExactly("0.10", "0.15", "0.20", "0.25", "0.30");
    }

    @Test
    void areWholeForEpochs() {
        assertThat(Ticks.whole(1, 3, 10).values()).containsExactly(1.0, 2.0, 3.0);
        assertThat(Ticks.whole(1, 50, 10).values()).containsExactly(5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 35.0, 40.0, 45.0,
                50.0);
    }

    @Test
    void showTheSignOfNegativeNumbersButNotOfZero() {
        var ticks = Ticks.within(-2, 2, 4);

        assertThat(ticks.values().stream().map(ticks::label)).containsExactly("\u22122", "\u22121", "0", "1", "2");
    }
}

package dev.hourglass.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NormalQuantileTest {
    @Test
    void agreesWithTables() {
        assertThat(NormalQuantile.of(0.5)).isCloseTo(0, within(5e-4));
        assertThat(NormalQuantile.of(0.975)).isCloseTo(1.95996, within(5e-4));
        assertThat(NormalQuantile.of(0.01)).isCloseTo(-2.32635, within(5e-4));
    }

    @Test
    void liesInTheMiddleOfEquallyLikelyParts() {
        var middles = NormalQuantile.middles(3);

        assertThat(middles[0]).isCloseTo(-0.96742, within(5e-4));
        assertThat(middles[1]).isCloseTo(0, within(5e-4));
        assertThat(middles[2]).isCloseTo(-middles[0], within(1e-12));
    }
}

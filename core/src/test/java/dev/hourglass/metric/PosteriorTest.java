package dev.hourglass.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PosteriorTest {
    /// Three samples: a dimension that tells them apart, the prior itself, and one that is narrow but says nothing.
    private static final Posterior POSTERIOR = new Posterior(
            new float[][] {{-1, 0, 0.05f}, {0, 0, -0.05f}, {1, 0, 0}},
            new float[][] {{0, 0, -2}, {0, 0, -2}, {0, 0, -2}});

    @Test
    void averagesTheDivergenceOfEachDimensionInNats() {
        var kl = POSTERIOR.klPerDimension();

        assertThat(kl[0]).isCloseTo(1.0 / 3, within(1e-9));
        assertThat(kl[1]).isZero();
        assertThat(kl[2]).isCloseTo((Math.exp(-2) - 1 + 2 + 0.005 / 3) / 2, within(1e-6));
    }

    @Test
    void countsDimensionsWhoseMeanVaries() {
        assertThat(POSTERIOR.meanVariances()[0]).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(POSTERIOR.activeUnits()).isEqualTo(1);
    }
}

package dev.hourglass.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void countsEveryValueOnceTheLargestInTheLastBin() {
        var histogram = Histogram.of(new double[] {0, 0.1, 0.25, 0.5, 0.99, 1}, 4);

        assertThat(histogram.counts()).containsExactly(2, 1, 1, 2);
        assertThat(histogram.edge(1)).isEqualTo(0.25);
        assertThat(histogram.total()).isEqualTo(6);
    }

    @Test
    void beginsBelowZeroWhereValuesDo() {
        var histogram = Histogram.of(new double[] {-1, 1}, 2);

        assertThat(histogram.min()).isEqualTo(-1);
        assertThat(histogram.counts()).containsExactly(1, 1);
    }

    @Test
    void hasAWidthEvenWhereAllAreZero() {
        assertThat(Histogram.of(new double[3], 5).counts()).containsExactly(3, 0, 0, 0, 0);
    }
}

package dev.hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleOrderTest {
    @Test
    void takesEverySampleOnceInAnOrderOfItsOwnForEachEpochAndSeed() {
        var first = new SampleOrder(1000, 1).ofEpoch(1).clone();
        assertThat(IntStream.of(first).sorted().toArray()).isEqualTo(IntStream.range(0, 1000).toArray());
        assertThat(new SampleOrder(1000, 1).ofEpoch(1)).isEqualTo(first);
        assertThat(new SampleOrder(1000, 1).ofEpoch(2)).isNotEqualTo(first);
        assertThat(new SampleOrder(1000, 2).ofEpoch(1)).isNotEqualTo(first);
    }

    @Test
    void movesSamplesFarAndEvenly() {
        double moved = 0;
        var order = new SampleOrder(1000, 1);
        for (int epoch = 1; epoch <= 50; epoch++) {
            var samples = order.ofEpoch(epoch);
            for (int i = 0; i < samples.length; i++) {
                moved += Math.abs(samples[i] - i) / 50_000.0;
            }
        }
        assertThat(moved).as("a third of the length, on average").isBetween(320.0, 347.0);
    }
}

package dev.hourglass.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final int LANES = 16;

    @Test
    void ordersKeysLikeNumbers() {
        var ordered = new float[] {
            Float.NEGATIVE_INFINITY, -1e30f, -1, -1e-40f, 0, Float.MIN_VALUE, 1e-20f, 1, 1e30f,
            Float.POSITIVE_INFINITY};

        for (int i = 1; i < ordered.length; i++) {
            assertThat(Ranking.key(ordered[i - 1])).isLessThan(Ranking.key(ordered[i]));
        }
        assertThat(Ranking.key(-0f)).isEqualTo(Ranking.key(0f));
    }

    @Test
    void findsWhatSortingFinds() {
        var random = new Random(1);
        for (int count = 1; count < 60; count++) {
            var x = numbers(random, count);
            int k = 1 + random.nextInt(count);
            var keys = new int[2 * LANES];

            Ranking.kthLargestByLane(x, 3, count, LANES, k, keys);

            for (int lane = 0; lane < LANES; lane++) {
                var column = new float[count];
                for (int i = 0; i < count; i++) {
                    column[i] = x[3 + i * LANES + lane];
                }
                Arrays.sort(column);
                assertThat(keys[lane]).isEqualTo(Ranking.key(column[count - k]));
                assertThat(Ranking.kthLargest(x, 3 + lane, 1, LANES, count, k)).isEqualTo(keys[lane]);
            }
        }
    }

    /// With ties, zeros and both signs.
    private static float[] numbers(Random random, int count) {
        var x = new float[3 + count * LANES];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextInt(3) == 0 ? random.nextInt(5) - 2 : (float) random.nextGaussian();
        }
        return x;
    }
}

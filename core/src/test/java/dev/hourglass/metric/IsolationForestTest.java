package dev.hourglass.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.Dataset;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IsolationForestTest {
    @Test
    void findsWhatIsFarFromTheRest() {
        var data = rows(1000, 5);
        var scores = IsolationForest.fit(data, 1).score(data);

        assertThat(IntStream.range(0, 5).mapToDouble(i -> scores[i]).min().orElseThrow()).isGreaterThan(0.6);
        double mean = IntStream.range(5, 1000).mapToDouble(i -> scores[i]).average().orElseThrow();
        assertThat(mean).isBetween(0.35, 0.5);
    }

    @Test
    void hasTheSameBitsOnAnyNumberOfThreads() throws ExecutionException, InterruptedException {
        var data = rows(400, 3);
        var expected = IsolationForest.fit(data, 2).score(data);
        for (int threads : new int[] {1, 3}) {
            try (var pool = new ForkJoinPool(threads)) {
                var found = pool.submit(() -> IsolationForest.fit(data, 2).score(data)).get();
                assertThat(found).isEqualTo(expected);
            }
        }
        assertThat(IsolationForest.fit(data, 3).score(data)).isNotEqualTo(expected);
    }

    /// 2 H(n - 1) - 2 (n - 1) / n, with the harmonic number as a logarithm and Euler's constant.
    @Test
    void knowsTheUsualDepth() {
        assertThat(IsolationForest.usualDepth(1)).isZero();
        assertThat(IsolationForest.usualDepth(2)).isEqualTo(1);
        assertThat(IsolationForest.usualDepth(256)).isCloseTo(10.2448, within(1e-4));
    }

    @Test
    void takesOneSampleAndEqualOnes() {
        assertThat(IsolationForest.fit(rows(1, 0), 1).score(rows(1, 0))).containsExactly(0.5);
        var equal = Dataset.of(new float[20][3]);
        for (double score : IsolationForest.fit(equal, 1).score(equal)) {
            assertThat(score).isCloseTo(0.5, within(1e-12));
        }
    }

    private static Dataset rows(int count, int outliers) {
        var random = new SplittableRandom(1);
        var rows = new float[count][4];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < 4; j++) rows[i][j] = (float) (random.nextGaussian() + (i < outliers ? 8 : 0));
        }
        return Dataset.of(rows);
    }
}

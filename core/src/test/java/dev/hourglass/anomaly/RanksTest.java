package dev.hourglass.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RanksTest {
    static double[][] sorted() {
        var random = new SplittableRandom(3);
        return new double[][] {
            {1}, {0}, {-0.0, 1}, {0, 1e-300, 1, 2, 3}, {-1e308, -2, 0, Double.MIN_VALUE, 1e308},
            {1, Math.nextUp(1.0), Math.nextUp(Math.nextUp(1.0))},
            DoubleStream.generate(() -> Math.exp(10 * random.nextGaussian())).limit(192).sorted().toArray(),
            DoubleStream.generate(random::nextGaussian).limit(768).sorted().toArray(),
            DoubleStream
                    .concat(DoubleStream.of(0), DoubleStream.generate(() -> 1 + 1e-9 * random.nextDouble()).limit(99))
                    .sorted().toArray()
        };
    }

    @ParameterizedTest
    @MethodSource("sorted")
    void countsWhatIsBelow(double[] sorted) {
        var ranks = new Ranks(sorted);
        var random = new SplittableRandom(5);
        var near = Arrays.stream(sorted)
                .flatMap(number -> DoubleStream.of(number, Math.nextUp(number), Math.nextDown(number), -number));
        var far = DoubleStream.generate(() -> Double.longBitsToDouble(random.nextLong())).limit(10_000);
        var special = DoubleStream.of(0, -0.0, Double.MAX_VALUE, Double.MIN_VALUE, Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY);

        DoubleStream.concat(near, DoubleStream.concat(far, special)).filter(number -> !Double.isNaN(number))
                .forEach(number -> assertThat(ranks.below(number)).as("below %s", number)
                        .isEqualTo((int) Arrays.stream(sorted).filter(other -> other < number).count()));
        assertThat(ranks.below(Double.NaN)).isEqualTo(sorted.length);
    }
}

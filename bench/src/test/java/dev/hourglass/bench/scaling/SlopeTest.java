package dev.hourglass.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlopeTest {
    private static List<Point> points(double exponent, double start) {
        return IntStream.range(0, 8)
                .map(i -> 1 << i)
                .mapToObj(size -> new Point(size, 1e6 * size, start + 1e-3 * Math.pow(size, exponent)))
                .toList();
    }

    @Test
    void isTheExponentOfAPower() {
        assertThat(Slope.of(points(1, 0))).isCloseTo(1, within(1e-9));
        assertThat(Slope.of(points(1.5, 0))).isCloseTo(1.5, within(1e-9));
    }

    @Test
    void isLowWhereEveryStepHasACostOfItsOwn() {
        assertThat(Slope.of(points(1, 0.1))).isBetween(0.05, 0.5);
    }

    @Test
    void isFittedToTheLastSixteenfold() {
        assertThat(Slope.dominated(points(1, 0))).extracting(Point::size).containsExactly(8, 16, 32, 64, 128);
    }
}

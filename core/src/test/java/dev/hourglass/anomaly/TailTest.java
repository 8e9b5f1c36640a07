package dev.hourglass.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.hourglass.spec.SpecException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailTest {
    @Test
    void pValuesOfAFewScoresAreExact() {
        var tail = Tail.of(new double[] {3, 1, 2, 2}, 768);

        assertThat(tail.count()).isEqualTo(4);
        assertThat(tail.pValue(0)).isEqualTo(1);
        assertThat(tail.pValue(1)).isEqualTo(1);
        assertThat(tail.pValue(1.5)).isEqualTo(4 / 5.0);
        assertThat(tail.pValue(2)).isEqualTo(4 / 5.0);
        assertThat(tail.pValue(2.5)).isEqualTo(2 / 5.0);
        assertThat(tail.pValue(3)).isEqualTo(2 / 5.0);
        assertThat(tail.pValue(4)).isEqualTo(1 / 5.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 191, 192, 5000, 40_000})
    void aSketchIsExactForTheHighestAndConservativeForTheOthers(int count) {
        var values = exponential(count, 1);
        var sorted = values.clone();
        Arrays.sort(sorted);
        var tail = Tail.of(values, 192);
        var random = new SplittableRandom(7);
        for (int i = 0; i < 2000; i++) {
            double score = i < 500 ? values[i % count] : random.nextDouble() * 12;
            double exact = (1 + Arrays.stream(sorted).filter(value -> value >= score).count()) / (count + 1.0);
            assertThat(tail.pValue(score)).isBetween(exact, exact + 1 / 128.0 + 1e-12);
            if (exact <= 60.0 / count) {
                assertThat(tail.pValue(score)).isEqualTo(exact);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10, 100, 3000})
    void surpriseHasTheBitsOfTheLogarithmAtKnotsAndBeyond(int count) {
        var tail = Tail.of(exponential(count, 3), 192);
        double highest = Arrays.stream(tail.scores()).max().orElseThrow();
        DoubleStream
                .concat(Arrays.stream(tail.knots()),
                        DoubleStream.iterate(highest, score -> score + 0.01).skip(1).limit(4000))
                .forEach(score -> assertThat(tail.surprise(score)).isEqualTo(-StrictMath.log(tail.survival(score))));
        assertThat(tail.surprise(-1)).isEqualTo(tail.surprise(tail.scores()[0])).isZero();
        assertThat(tail.surprise(Double.NaN)).isEqualTo(-StrictMath.log(1.0 / (count + 1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 100, 3000})
    void surpriseIsNearTheLogarithmEverywhere(int count) {
        var tail = Tail.of(exponential(count, 3), 768);

        assertThat(tail.scores()).contains(tail.knots());
        for (double score : tail.scores()) {
            assertThat(tail.surprise(score)).isCloseTo(-Math.log(tail.survival(score)), within(0.35));
        }
    }

    /// Where scores are dense, or two of them happen to be close, also the highest.
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-5, 1e-9})
    void closeScoresDoNotMakeASurpriseSteep(double apart) {
        var random = new SplittableRandom(4);
        var values = random.doubles(280).map(value -> 0.6 + (value < 0.5 ? apart : 0.1) * value).toArray();
        values[0] = 0.9;
        values[1] = 0.9 - apart;
        values[2] = 0.72;
        values[3] = 0.72 + apart;
        var tail = Tail.of(values, 192);

        for (double score = 0.6; score < 0.89; score += 1e-4) {
            assertThat(tail.surprise(score + 1e-7) - tail.surprise(score)).isBetween(0.0, 5e-5);
        }
        assertThat(tail.surprise(0.9) - tail.surprise(0.9 - 1e-7)).isBetween(0.0, 1e-5);
        assertThat(tail.surprise(0.9)).isEqualTo(-StrictMath.log(2.0 / 281));
    }

    @Test
    void surpriseIsInterpolatedBetweenScores() {
        var tail = Tail.of(new double[] {3, 1, 2, 2}, 768);

        assertThat(tail.surprise(2.25)).isCloseTo(0.75 * tail.surprise(2) + 0.25 * tail.surprise(3), within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 100, 3000})
    void roundingHardlyChangesASurprise(int count) {
        var tail = Tail.of(exponential(count, 3), 192);
        double highest = Arrays.stream(tail.scores()).max().orElseThrow();
        for (double score = 0; score < highest - 1e-9; score += 0.001) {
            assertThat(tail.surprise(score + 1e-9)).isBetween(tail.surprise(score) - 1e-12,
                    tail.surprise(score) + 1e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10, 100, 3000})
    void survivalNeverRisesAndIsNeverZero(int count) {
        var tail = Tail.of(exponential(count, 3), 768);
        double last = 1;
        for (double score = -1; score < 2000; score += score < 20 ? 0.01 : 10) {
            assertThat(tail.survival(score)).isGreaterThan(0).isLessThanOrEqualTo(last);
            last = tail.survival(score);
        }
    }

    /// Distributions whose tail is a generalised Pareto distribution of this shape; exponential at 0.
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3})
    void theFittedTailContinuesTheDistribution(double shape) {
        DoubleUnaryOperator inverse = shape == 0
                ? p -> -Math.log(p)
                : p -> (Math.pow(p, -shape) - 1) / shape;
        double sum = 0;
        int repetitions = 60;
        for (int seed = 0; seed < repetitions; seed++) {
            var random = new SplittableRandom(seed);
            var values = IntStream.range(0, 4000).mapToDouble(_ -> inverse.applyAsDouble(random.nextDouble()))
                    .toArray();
            sum += Math.log(Tail.of(values, 768).survival(inverse.applyAsDouble(1e-4)) / 1e-4);
        }
        assertThat(sum / repetitions).isCloseTo(0, within(0.7));
    }

    @Test
    void quantilesAreTheLeastScoresOfTheirProbability() {
        var tail = Tail.of(exponential(2000, 5), 768);
        for (double p : new double[] {1, 0.5, 0.1, 0.01, 0.001, 1e-4, 1e-6}) {
            double score = tail.quantile(p);
            assertThat(tail.survival(score)).isLessThanOrEqualTo(p);
            assertThat(tail.survival(Math.nextDown(Math.nextDown(score)) - 1e-12)).isGreaterThanOrEqualTo(p * 0.999);
        }
    }

    /// A share of p of exchangeable scores has a p-value of p or less.
    @Test
    void pValuesAreCalibrated() {
        int flagged = 0;
        int trials = 20_000;
        var random = new SplittableRandom(11);
        for (int i = 0; i < trials / 100; i++) {
            var tail = Tail.of(exponential(999, i), 768);
            for (int k = 0; k < 100; k++) flagged += tail.pValue(-Math.log(random.nextDouble())) <= 0.01 ? 1 : 0;
        }
        assertThat((double) flagged / trials).isCloseTo(0.01, withinPercentage(25));
    }

    @Test
    void equalScoresHaveNoTail() {
        var tail = Tail.of(new double[50], 768);

        assertThat(tail.survival(0)).isEqualTo(1);
        assertThat(tail.survival(1)).isEqualTo(1 / 51.0);
        assertThat(tail.quantile(0.5)).isGreaterThan(0).isLessThan(1e-300);
        assertThat(tail.quantile(1e-6)).isEqualTo(Math.nextUp(0.0));
    }

    @Test
    void goesThroughATree() {
        var tail = Tail.of(exponential(3000, 2), 192);
        var read = Tail.fromTree(tail.toTree());
        for (double score = -1; score < 100; score += 0.05) {
            assertThat(read.survival(score)).isEqualTo(tail.survival(score));
        }
    }

    @Test
    void refusesDamagedTrees() {
        assertThatExceptionOfType(SpecException.class).isThrownBy(() -> Tail.fromTree(Map.of()))
                .withMessage("calibration: expected count, scores and as_high, found other keys");
        var tree = new LinkedHashMap<>(Tail.of(new double[] {1, 2, 3}, 9).toTree());
        tree.put("scores", "?");
        assertThatExceptionOfType(SpecException.class).isThrownBy(() -> Tail.fromTree(tree))
                .withMessageStartingWith("calibration: expected numbers in Base64");
        tree.put("scores", tree.get("as_high"));
        assertThatExceptionOfType(SpecException.class).isThrownBy(() -> Tail.fromTree(tree))
                .withMessage("calibration: expected rising scores of 3 rows with falling counts, found others");
        assertThatExceptionOfType(SpecException.class).isThrownBy(() -> Tail.of(new double[] {1, Double.NaN}, 9));
        assertThatExceptionOfType(SpecException.class).isThrownBy(() -> Tail.of(new double[0], 9))
                .withMessage("calibration: expected finite scores, at least one, found none");
    }

    private static double[] exponential(int count, long seed) {
        var random = new SplittableRandom(seed);
        return IntStream.range(0, count).mapToDouble(_ -> -Math.log(1 - random.nextDouble())).toArray();
    }
}

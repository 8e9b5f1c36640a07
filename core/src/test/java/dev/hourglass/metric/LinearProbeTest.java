package dev.hourglass.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.Labels;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinearProbeTest {
    @Test
    void readsOffWhatALineDivides() {
        var codes = corners(900, 1, (a, b) -> a + 2 * b > 1.5 ? 2 : a > 0.7 ? 1 : 0);
        var asked = corners(300, 2, (a, b) -> a + 2 * b > 1.5 ? 2 : a > 0.7 ? 1 : 0);

        assertThat(asked.accuracy(LinearProbe.fit(codes).classify(asked.values()))).isGreaterThan(0.97);
    }

    @Test
    void cannotReadOffWhatNoLineDivides() {
        var codes = corners(1000, 3, (a, b) -> a > 0.5 == b > 0.5 ? 1 : 0);

        assertThat(codes.accuracy(LinearProbe.fit(codes).classify(codes.values()))).isBetween(0.4, 0.65);
    }

    @Test
    void takesTheMostFrequentClassWhereCodesTellNothing() {
        var codes = new LabelledCodes(new float[10][2], Labels.of(0, 1, 1, 1, 1, 1, 1, 2, 2, 2));

        assertThat(LinearProbe.fit(codes).classify(new float[][] {{0, 0}, {5, -7}})).containsExactly(1, 1);
    }

    @Test
    void mindsNeitherScaleNorOffsetOfTheCodes() {
        var codes = corners(200, 5, (a, b) -> a > b ? 1 : 0);
        var far = new float[codes.size()][2];
        for (int i = 0; i < far.length; i++) {
            far[i][0] = 1024 * codes.values()[i][0] - 4096;
            far[i][1] = codes.values()[i][1] / 1024 + 1;
        }

        int[] near = LinearProbe.fit(codes).classify(codes.values());

        assertThat(LinearProbe.fit(new LabelledCodes(far, codes.labels())).classify(far)).isEqualTo(near);
    }

    @Test
    void learnsTheSameOnAnyNumberOfThreads() {
        var codes = corners(500, 6, (a, b) -> a * b > 0.3 ? 1 : 0);

        assertThat(inPool(4, codes)).isEqualTo(inPool(1, codes));
    }

    @ParameterizedTest
    @EnumSource(ClassLoss.class)
    void theGradientIsThatOfTheObjective(ClassLoss loss) {
        var codes = corners(150, 7, (a, b) -> a > b ? 2 : b > 0.8 ? 1 : 0);
        int[] labels = IntStream.range(0, codes.size()).map(codes.labels()::of).toArray();
        var objective = new LinearObjective(loss, codes.values(), labels, 3, 0.1);
        var point = new SplittableRandom(8).doubles(objective.parameters(), -1, 1).toArray();
        var gradient = new double[point.length];
        objective.at(point, gradient);

        for (int i = 0; i < point.length; i++) {
            double step = 1e-5;
            var up = point.clone();
            var down = point.clone();
            up[i] += step;
            down[i] -= step;
            double slope = (objective.at(up, new double[point.length]) - objective.at(down, new double[point.length]))
                    / (2 * step);
            assertThat(gradient[i]).isCloseTo(slope, within(1e-8));
        }
    }

    /// 150 samples of three classes and no weights: every class is as probable, so the loss is ln 3.
    @Test
    void withoutWeightsTheObjectiveIsTheLogarithmOfTheClasses() {
        var objective = new LinearObjective(ClassLoss.SOFTMAX, new float[150][4], new int[150], 3, 1);

        double[] zero = new double[objective.parameters()];
        assertThat(objective.at(zero, zero.clone())).isCloseTo(Math.log(3), within(1e-12));
    }

    /// Without weights every sample misses the margin of 1 in each of three classes.
    @Test
    void withoutWeightsTheHingeIsOneForEachClass() {
        var objective = new LinearObjective(ClassLoss.SQUARED_HINGE, new float[150][4], new int[150], 3, 1);

        double[] zero = new double[objective.parameters()];
        assertThat(objective.at(zero, zero.clone())).isEqualTo(3);
    }

    /// The bisector of two points is the widest margin: x = 0 between -1 and 1, the second feature never changes.
    @Test
    void findsTheWidestMargin() {
        var codes = new LabelledCodes(new float[][] {{-1, 5}, {1, 5}}, Labels.of(0, 1));
        var probe = LinearProbe.fitMargin(codes, 1000);

        assertThat(probe.classify(new float[][] {{-0.01f, 5}, {0.01f, 5}})).containsExactly(0, 1);
    }

    /// Features keep their sizes beside each other: with each brought to the same variance, the small one would count as much as the large one.
    @Test
    void aSmallFeatureStaysSmall() {
        var codes = new LabelledCodes(new float[][] {{-1, 0}, {1, 0.1f}}, Labels.of(0, 1));
        var probe = LinearProbe.fitMargin(codes, 1000);

        assertThat(probe.classify(new float[][] {{-0.5f, 0.1f}, {0.5f, 0}})).containsExactly(0, 1);
    }

    @Test
    void refusesACostThatIsNotPositive() {
        var codes = new LabelledCodes(new float[2][2], Labels.of(0, 1));

        assertThatIllegalArgumentException().isThrownBy(() -> LinearProbe.fitMargin(codes, 0))
                .withMessage("cost: expected a number above 0, found 0.0");
    }

    @Test
    void refusesCodesOfAnotherLength() {
        var probe = LinearProbe.fit(new LabelledCodes(new float[2][2], Labels.of(0, 1)));

        assertThatIllegalArgumentException().isThrownBy(() -> probe.classify(new float[1][1]))
                .withMessage("expected codes of size 2 as in training, found 1");
    }

    private static double[] inPool(int threads, LabelledCodes codes) {
        try (var pool = new ForkJoinPool(threads)) {
            return pool.submit(() -> {
                int[] labels = IntStream.range(0, codes.size()).map(codes.labels()::of).toArray();
                var objective = new LinearObjective(ClassLoss.SOFTMAX, codes.values(), labels, 2, 1e-3);
                return LimitedMemoryBfgs.minimise(objective, new double[objective.parameters()], 1e-9, 50);
            }).join();
        }
    }

    private interface Rule {
        int classOf(double a, double b);
    }

    private static LabelledCodes corners(int count, long seed, Rule rule) {
        var random = new SplittableRandom(seed);
        var codes = new float[count][2];
        var labels = new int[count];
        for (int i = 0; i < count; i++) {
            codes[i][0] = (float) random.nextDouble();
            codes[i][1] = (float) random.nextDouble();
            labels[i] = rule.classOf(codes[i][0], codes[i][1]);
        }
        return new LabelledCodes(codes, Labels.of(labels));
    }
}

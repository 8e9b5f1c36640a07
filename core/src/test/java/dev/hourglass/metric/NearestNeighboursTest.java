package dev.hourglass.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Labels;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestNeighboursTest {
    @Test
    void takesTheClassOfMostOfTheNearest() {
        var known = new LabelledCodes(new float[][] {{0}, {1}, {1.1f}, {5}}, Labels.of(0, 1, 1, 0));

        assertThat(NearestNeighbours.of(known, 1).classify(new float[][] {{0.4f}, {6}})).containsExactly(0, 0);
        assertThat(NearestNeighbours.of(known, 3).classify(new float[][] {{0.4f}})).containsExactly(1);
    }

    @Test
    void ofClassesWithAsManyVotesTheNearestWins() {
        var known = new LabelledCodes(new float[][] {{3}, {1}, {2}, {4}}, Labels.of(0, 1, 0, 1));

        assertThat(NearestNeighbours.of(known, 4).classify(new float[][] {{0}, {9}})).containsExactly(1, 1);
    }

    @Test
    void ofCodesAtOneDistanceTheEarlierIsNearer() {
        var known = new LabelledCodes(new float[][] {{1}, {-1}}, Labels.of(1, 0));

        assertThat(NearestNeighbours.of(known, 1).classify(new float[][] {{0}})).containsExactly(1);
    }

    /// More codes and features than fit into one tile, in whole numbers so that distances are exact and often equal.
    @Test
    void findsWhatASearchThroughAllFinds() {
        var known = new LabelledCodes(codes(700, 70, 1), labels(700));
        var asked = codes(90, 70, 2);

        var expected = Arrays.stream(asked).mapToInt(code -> textbook(known, code, 5)).toArray();

        assertThat(NearestNeighbours.of(known, 5).classify(asked)).isEqualTo(expected);
    }

    @Test
    void findsTheSameOnAnyNumberOfThreads() {
        var known = new LabelledCodes(codes(300, 9, 3), labels(300));
        var asked = codes(200, 9, 4);

        assertThat(inPool(4, known, asked)).isEqualTo(inPool(1, known, asked));
    }

    @Test
    void accuracyIsTheShareThatIsRight() {
        var codes = new LabelledCodes(new float[4][1], Labels.of(0, 1, 2, 3));

        assertThat(codes.accuracy(new int[] {0, 1, 2, 0})).isEqualTo(0.75);
    }

    @Test
    void refusesWhatItCannotUse() {
        var known = new LabelledCodes(new float[][] {{0, 1}, {1, 0}}, Labels.of(0, 1));

        assertThatIllegalArgumentException().isThrownBy(() -> NearestNeighbours.of(known, 3))
                .withMessage("neighbours: expected 1 to 2, found 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NearestNeighbours.of(known, 1).classify(new float[1][3]))
                .withMessage("expected codes of size 2 as in training, found 3");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new LabelledCodes(new float[3][1], Labels.of(new int[1])))
                .withMessage("expected a label for each of 3 codes, found 1 labels");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new LabelledCodes(new float[0][], Labels.of(new int[0])))
                .withMessage("expected at least one code, found none");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new LabelledCodes(new float[][] {{1}, {1, 2}}, Labels.of(0, 0)))
                .withMessage("expected codes of one length, found 1 and 2 values");
    }

    private static int textbook(LabelledCodes known, float[] code, int neighbours) {
        var nearest = IntStream.range(0, known.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> distance(known.values()[i], code)))
                .limit(neighbours)
                .map(known.labels()::of)
                .toList();
        return nearest.stream()
                .max(Comparator.<Integer>comparingLong(c -> nearest.stream().filter(c::equals).count())
                        .thenComparingInt(c -> -nearest.indexOf(c)))
                .orElseThrow();
    }

    private static double distance(float[] a, float[] b) {
        return IntStream.range(0, a.length).mapToDouble(f -> (a[f] - b[f]) * (a[f] - b[f])).sum();
    }

    private static int[] inPool(int threads, LabelledCodes known, float[][] asked) {
        try (var pool = new ForkJoinPool(threads)) {
            return pool.submit(() -> NearestNeighbours.of(known, 7).classify(asked)).join();
        }
    }

    private static Labels labels(int count) {
        return Labels.of(IntStream.range(0, count).map(i -> i * 7 % 4).toArray());
    }

    private static float[][] codes(int count, int features, long seed) {
        var random = new SplittableRandom(seed);
        var codes = new float[count][features];
        for (var code : codes) {
            for (int f = 0; f < features; f++) code[f] = random.nextInt(3);
        }
        return codes;
    }
}

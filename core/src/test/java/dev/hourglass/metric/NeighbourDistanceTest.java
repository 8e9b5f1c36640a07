package dev.hourglass.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighbourDistanceTest {
    @Test
    void isTheDistanceToTheNthNearest() {
        var line = new float[][] {{0}, {1}, {3}, {7}};

        assertThat(distances(line, 1, 2.5f, 10)).containsExactly(0.5, 3);
        assertThat(distances(line, 2, 2.5f, 10)).containsExactly(1.5, 7);
        assertThat(distances(line, 9, 10)).containsExactly(10);
    }

    /// Beside all distances in double precision, over more rows than a tile has.
    @Test
    void agreesWithAllDistances() {
        var random = new SplittableRandom(2);
        var reference = rows(random, 1300, 70);
        var others = rows(random, 50, 70);

        var found = new double[60];
        var flat = new float[50 * 70];
        for (int i = 0; i < 50; i++) System.arraycopy(others[i], 0, flat, i * 70, 70);
        new NeighbourDistance(reference, 15).of(flat, 50, found, 10);

        for (int i = 0; i < others.length; i++) {
            var own = others[i];
            var all = Arrays.stream(reference).mapToDouble(row -> distance(own, row)).sorted().toArray();
            assertThat(found[10 + i]).isCloseTo(all[14], within(1e-5));
        }
    }

    /// Beside all distances, each summed in the order of the features, as leaves of references are not.
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 10", "63, 3", "64, 1", "65, 10", "300, 10", "512, 1", "512, 10", "512, 70", "1000, 40",
        "530, 200"})
    void hasTheBitsOfAllDistances(int count, int features) {
        var random = new SplittableRandom(count + features);
        var reference = clusters(random, count, features);
        var others = clusters(random, 40, features);
        others[3] = reference[count / 2];
        Arrays.fill(others[4], 3e38f);
        others[5][features - 1] = -3e38f;

        for (int k : new int[] {1, 2, 31, 64, count, count + 1}) assertSameAsAll(reference, others, k);
    }

    @Test
    void hasTheBitsOfAllDistancesAmongDuplicates() {
        var reference = new float[200][];
        for (int i = 0; i < reference.length; i++) reference[i] = new float[] {i % 3, 1, -0f};
        var others = new float[][] {{0, 1, 0}, {1, 1, -0f}, {0.5f, 1, 0}, {7, -2, 1}};

        for (int k : new int[] {1, 66, 67, 68, 134, 200}) assertSameAsAll(reference, others, k);
    }

    /// Rows that are not finite are near to none, whether they are references or not.
    @Test
    void hasTheBitsOfAllDistancesAmongWhatIsNotFinite() {
        var random = new SplittableRandom(5);
        var reference = clusters(random, 100, 4);
        var others = clusters(random, 30, 4);
        var values = new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        for (int i = 0; i < 12; i++) {
            others[i][i % 4] = values[i % 3];
            reference[7 * i][i % 4] = values[i % 3];
        }

        for (int k : new int[] {1, 5, 88, 89, 100}) assertSameAsAll(reference, others, k);
        assertThat(distances(new float[][] {{Float.NaN}}, 1, 2)).containsExactly(Double.POSITIVE_INFINITY);
    }

    private static void assertSameAsAll(float[][] reference, float[][] others, int neighbours) {
        int features = reference[0].length;
        var flat = new float[others.length * features];
        for (int i = 0; i < others.length; i++) System.arraycopy(others[i], 0, flat, i * features, features);
        var found = new double[others.length];
        new NeighbourDistance(reference, neighbours).of(flat, others.length, found, 0);
        for (int i = 0; i < others.length; i++) {
            assertThat(found[i]).isEqualTo(amongAll(reference, others[i], neighbours));
        }
    }

    private static double amongAll(float[][] reference, float[] row, int neighbours) {
        var all = new float[reference.length];
        for (int i = 0; i < all.length; i++) {
            for (int f = 0; f < row.length; f++) {
                float difference = row[f] - reference[i][f];
                all[i] = Math.fma(difference, difference, all[i]);
            }
            all[i] = Float.isNaN(all[i]) ? Float.POSITIVE_INFINITY : all[i];
        }
        Arrays.sort(all);
        return Math.sqrt(all[Math.min(neighbours, all.length) - 1] / (double) row.length);
    }

    /// Around a few centres, so that most leaves are too far.
    private static float[][] clusters(SplittableRandom random, int count, int features) {
        var rows = rows(random, count, features);
        for (int i = 0; i < count; i++) {
            for (int f = 0; f < features; f++) rows[i][f] = rows[i][f] / 4 + (i + f) % 5;
        }
        return rows;
    }

    private static double[] distances(float[][] reference, int neighbours, float... rows) {
        var distances = new double[rows.length];
        new NeighbourDistance(reference, neighbours).of(rows, rows.length, distances, 0);
        return distances;
    }

    private static float[][] rows(SplittableRandom random, int count, int features) {
        var rows = new float[count][features];
        for (var row : rows) {
            for (int f = 0; f < features; f++) row[f] = (float) random.nextGaussian();
        }
        return rows;
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int f = 0; f < a.length; f++) sum += Math.pow((double) a[f] - b[f], 2);
        return Math.sqrt(sum / a.length);
    }

    @Test
    void refusesNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NeighbourDistance(new float[0][], 1))
                .withMessage("expected at least one row and one neighbour, found 0 and 1");
    }
}

package dev.hourglass.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

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

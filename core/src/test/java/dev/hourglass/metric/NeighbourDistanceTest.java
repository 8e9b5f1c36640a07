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

        assertThat(new NeighbourDistance(line, 1).of(new float[][] {{2.5f}, {10}})).containsExactly(0.5, 3);
        assertThat(new NeighbourDistance(line, 2).of(new float[][] {{2.5f}, {10}})).containsExactly(1.5, 7);
        assertThat(new NeighbourDistance(line, 9).of(new float[][] {{10}})).containsExactly(10);
    }

    @Test
    void leavesARowOutOfItsOwnNeighbours() {
        var line = new float[][] {{0}, {1}, {3}, {7}};

        assertThat(new NeighbourDistance(line, 1).ofMembers(line)).containsExactly(1, 1, 2, 4);
        assertThat(new NeighbourDistance(new float[][] {{5}}, 1).ofMembers(new float[][] {{5}})).containsExactly(0);
    }

    /// Beside all distances in double precision, over more rows than a tile has.
    @Test
    void agreesWithAllDistances() {
        var random = new SplittableRandom(2);
        var reference = rows(random, 1300, 70);
        var others = rows(random, 20, 70);

        var found = new NeighbourDistance(reference, 15).of(others);

        for (int i = 0; i < others.length; i++) {
            var own = others[i];
            var all = Arrays.stream(reference).mapToDouble(row -> distance(own, row)).sorted().toArray();
            assertThat(found[i]).isCloseTo(all[14], within(1e-5));
        }
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

package dev.hourglass.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Shape;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class PcaTest {
    @Test
    void findsTheLineThatPointsLieOn() {
        var pca = Pca.fit(floats(2, 1, 2, 2, 4, 3, 6));

        assertThat(pca.explainedVariance()).hasSize(2);
        assertThat(pca.explainedVariance()[0]).isCloseTo(1, within(1e-14));
        float[] along = {(float) -Math.sqrt(5), 0, (float) Math.sqrt(5)};
        var codes = pca.encode(floats(2, 1, 2, 2, 4, 3, 6), 1);
        for (int i = 0; i < along.length; i++) assertThat(codes[i][0]).isCloseTo(along[i], within(1e-6f));
        assertThat(pca.reconstruct(floats(2, 10, 20), 1)[0]).containsExactly(new float[] {10, 20}, within(1e-5f));
        assertThat(pca.reconstructionError(floats(2, 10, 20), 1)).isCloseTo(0, within(1e-12));
    }

    @Test
    void measuresWhatTheFirstComponentsLeave() {
        var pca = Pca.fit(floats(2, -3, 0, 3, 0, 0, 1, 0, -1));

        assertThat(pca.explainedVariance()).containsExactly(new double[] {0.9, 0.1}, within(1e-14));
        assertThat(pca.reconstructionError(floats(2, 7, 2), 1)).isCloseTo(2, within(1e-12));
        assertThat(pca.reconstructionError(floats(2, 7, 2), 2)).isCloseTo(0, within(1e-12));
    }

    @Test
    void givesTheSameBitsOnAnyNumberOfThreads() {
        var data = noise(700, 150, 0.8);
        var one = Pca.fit(data, 150, 1);
        for (int threads : new int[] {2, 3, 8}) {
            var many = Pca.fit(data, 150, threads);
            assertThat(many.explainedVariance()).isEqualTo(one.explainedVariance());
            assertThat(many.encode(data, 150)).isDeepEqualTo(one.encode(data, 150));
        }
    }

    @Test
    void theFirstComponentsAreThoseOfAll() {
        var data = noise(700, 150, 0.8);
        var all = Pca.fit(data);
        for (int count : new int[] {1, 7, 75, 76, 149, 150}) {
            var first = Pca.fit(data, count);
            assertThat(first.explainedVariance())
                    .containsExactly(Arrays.copyOf(all.explainedVariance(), count), within(1e-14));
            assertThat(first.reconstructionError(data, count))
                    .isCloseTo(all.reconstructionError(data, count), within(1e-14));
            for (int k = 0; k < count; k++) {
                assertThat(first.components(count)[k]).containsExactly(all.components(count)[k], within(1e-9));
            }
        }
    }

    @Test
    void theFirstComponentsHaveTheSameBitsOnAnyNumberOfThreads() {
        var data = noise(700, 150, 0.8);
        var one = Pca.fit(data, 20, 1);
        for (int threads : new int[] {2, 3, 8}) {
            var many = Pca.fit(data, 20, threads);
            assertThat(many.explainedVariance()).isEqualTo(one.explainedVariance());
            assertThat(many.components(20)).isDeepEqualTo(one.components(20));
        }
    }

    /// Of balanced one-hot rows all variances but the last are equal.
    @Test
    void findsAsManyComponentsOfEqualVarianceAsThereAre() {
        int classes = 12;
        var rows = new float[5 * classes * classes];
        for (int i = 0; i < 5 * classes; i++) rows[i * classes + i % classes] = 1;

        var pca = Pca.fit(floats(classes, rows), 4);

        assertThat(pca.explainedVariance()).containsExactly(new double[] {1 / 11.0, 1 / 11.0, 1 / 11.0, 1 / 11.0},
                within(1e-14));
    }

    @Test
    void losesNoDigitsFarFromZero() {
        var near = new float[3000];
        var far = new float[3000];
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        for (int i = 0; i < near.length; i++) {
            near[i] = random.nextInt(16) * (1 + i % 3);
            far[i] = near[i] + (1 << 23);
        }

        assertThat(Pca.fit(floats(3, far)).explainedVariance())
                .containsExactly(Pca.fit(floats(3, near)).explainedVariance(), within(1e-12));
    }

    @Test
    void samplesThatAreAllTheSameExplainNothing() {
        var pca = Pca.fit(floats(3, 1, 2, 3, 1, 2, 3));

        assertThat(pca.explainedVariance()).containsExactly(0, 0, 0);
        assertThat(pca.reconstruct(floats(3, 1, 2, 3), 1)[0]).containsExactly(1, 2, 3);
    }

    @Test
    void anEmptyDatasetHasEmptyCodes() {
        var pca = Pca.fit(floats(1, 1, 2));

        assertThat(pca.encode(floats(1), 1)).isEmpty();
        assertThat(pca.reconstruct(floats(1), 1)).isEmpty();
    }

    @Test
    void refusesWhatItCannotUse() {
        var pca = Pca.fit(floats(2, 1, 2, 3, 5));

        assertThatIllegalArgumentException().isThrownBy(() -> pca.encode(floats(2, 1, 2), 0))
                .withMessage("components: expected 1 to 2, found 0");
        assertThatIllegalArgumentException().isThrownBy(() -> pca.reconstruct(floats(2, 1, 2), 3))
                .withMessage("components: expected 1 to 2, found 3");
        assertThatIllegalArgumentException().isThrownBy(() -> Pca.fit(floats(2, 1, 2, 3, 5), 3))
                .withMessage("components: expected 1 to 2, found 3");
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Pca.fit(floats(2)))
                .withMessage("test: expected at least one sample to find components of, found none");
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> pca.reconstructionError(floats(2), 1))
                .withMessage("test: expected at least one sample to measure, found none");
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> pca.encode(floats(1, 1, 2), 1))
                .withMessage("test: expected samples of shape [2] like those the components were found in, found [1]");
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Pca.fit(floats(5000, new float[5000])))
                .withMessage("test: expected samples of at most 4096 features for principal components, found 5000");
    }

    private static Dataset floats(int features, float... values) {
        return Dataset.ofFloats("test", Shape.of(features), values, Optional.empty());
    }

    private static Dataset noise(int samples, int features, double zeros) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(9);
        var values = new float[samples * features];
        for (int i = 0; i < values.length; i++) values[i] = random.nextDouble() < zeros ? 0 : random.nextFloat();
        Arrays.fill(values, 0, features, 1);
        return floats(features, values);
    }
}

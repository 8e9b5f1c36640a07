package dev.hourglass.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.Dataset;
import dev.hourglass.model.PcaModel;
import dev.hourglass.spec.Shape;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Components are those of what varies, wherever the mean is.
class PcaCentringTest {
    /// The first feature, half of which is 0, has mean 4 and variance 16; the second has mean 101 and variance 1.
    private static final Dataset FAR = floats(0, 100, 0, 102, 8, 100, 8, 102);

    private static final Pca PCA = Pca.fit(FAR);

    @Test
    void takesTheMeanOffBeforeItLooksForComponents() {
        assertThat(PCA.mean()).containsExactly(4, 101);
        assertThat(PCA.explainedVariance()).containsExactly(new double[] {16.0 / 17, 1.0 / 17}, within(1e-12));
        assertThat(PCA.components(1)[0]).containsExactly(new double[] {1, 0}, within(1e-12));
    }

    @Test
    void countsCodesFromTheMean() {
        assertThat(PCA.encode(FAR, 2)).isDeepEqualTo(new float[][] {{-4, -1}, {-4, 1}, {4, -1}, {4, 1}});
    }

    @Test
    void putsTheMeanBackIntoReconstructions() {
        assertThat(PCA.reconstruct(FAR, 1)[3]).containsExactly(new float[] {8, 101}, within(1e-5f));
        assertThat(PCA.reconstructionError(FAR, 1)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void theModelOfTheComponentsDoesTheSame() {
        var model = PcaModel.of(PCA, 1, Map.of());

        assertThat(model.encode(FAR)[3]).containsExactly(new float[] {4}, within(1e-5f));
        assertThat(model.reconstruct(FAR)[3]).containsExactly(new float[] {8, 101}, within(1e-4f));
    }

    private static Dataset floats(float... values) {
        return Dataset.ofFloats("far", Shape.of(2), values, Optional.empty());
    }
}

package dev.hourglass.datasets.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.DataSplit;
import dev.hourglass.metric.Pca;
import dev.hourglass.model.PcaModel;
import dev.hourglass.model.ReconstructionEvaluation;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MnistPcaTest {
    private static final DataSplit MNIST = Mnist.load();
    private static final Pca PCA = Pca.fit(MNIST.train());

    @ParameterizedTest
    @CsvSource({
        "2, 0.05567", "4, 0.04790", "8, 0.03744", "10, 0.03407", "16, 0.02686", "30, 0.01769", "32, 0.01683",
        "36, 0.01530",
        "64, 0.00905", "128, 0.00421", "392, 0.00030",
    })
    void reconstructsTheTestSet(int components, double error) {
        assertThat(PCA.reconstructionError(MNIST.test(), components)).isCloseTo(error, within(1e-5));
    }

    /// The baseline of evaluations.
    @ParameterizedTest
    @ValueSource(ints = {2, 36, 392})
    void theFirstComponentsAreThoseOfAll(int count) {
        var first = Pca.fit(MNIST.train(), count);

        assertThat(first.explainedVariance())
                .containsExactly(Arrays.copyOf(PCA.explainedVariance(), count), within(1e-13));
        assertThat(first.reconstructionError(MNIST.test(), count))
                .isCloseTo(PCA.reconstructionError(MNIST.test(), count), within(1e-12));
    }

    /// As an autoencoder, with weights of single precision, components still reconstruct as published.
    @ParameterizedTest
    @CsvSource({"2, 0.05567", "36, 0.01530", "128, 0.00421"})
    void reconstructsTheTestSetAsAModel(int components, double error) {
        var model = PcaModel.of(PCA, components, Map.of());

        assertThat(((ReconstructionEvaluation) model.evaluate(MNIST.test(), 1)).mse()).isCloseTo(error, within(1e-5));
    }

    @Test
    void explainsTheVarianceOfTheTrainingSet() {
        assertThat(Arrays.copyOf(PCA.explainedVariance(), 5))
                .containsExactly(new double[] {0.09705, 0.07096, 0.06169, 0.05389, 0.04869}, within(1e-5));
        assertThat(Arrays.stream(PCA.explainedVariance()).sum()).isCloseTo(1, within(1e-12));
    }

    /// What is left to explain when nothing is known of a picture: the referee's zero.
    @Test
    void theMeanTrainingPictureIsTheWorstReconstruction() {
        var mean = new double[MNIST.train().shape().size()];
        for (int i = 0; i < MNIST.train().size(); i++) {
            var sample = MNIST.train().sample(i);
            for (int j = 0; j < mean.length; j++) mean[j] += sample[j] / MNIST.train().size();
        }
        double sum = 0;
        for (int i = 0; i < MNIST.test().size(); i++) {
            var sample = MNIST.test().sample(i);
            for (int j = 0; j < mean.length; j++) sum += (sample[j] - mean[j]) * (sample[j] - mean[j]);
        }

        assertThat(sum / MNIST.test().size() / mean.length).isCloseTo(0.06747, within(1e-5));
    }
}

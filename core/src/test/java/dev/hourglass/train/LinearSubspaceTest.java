package dev.hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.Dataset;
import dev.hourglass.metric.Pca;
import dev.hourglass.metric.Subspace;
import dev.hourglass.model.DecodedSubspace;
import dev.hourglass.model.PcaModel;
import dev.hourglass.model.ReconstructionEvaluation;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.schedule.Cosine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Components as a model, and a linear autoencoder that finds them by descent (Baldi and Hornik 1989).
class LinearSubspaceTest {
    private static final int FEATURES = 12;
    private static final Dataset CLOUD = cloud(600);
    private static final Pca PCA = Pca.fit(CLOUD);

    @Test
    void descentFindsTheSubspaceOfTheComponents() {
        var trained = new Trainer(spec(3, Activation.IDENTITY), options(2000)).train(CLOUD).model();

        double angle = Subspace.of(PCA.components(3)).largestAngle(DecodedSubspace.of(trained));

        assertThat(angle).isLessThan(1);
        assertThat(mse(trained))
                .isCloseTo(PCA.reconstructionError(CLOUD, 3), within(1e-4));
    }

    @Test
    void componentsAreAModelThatReconstructsAsTheyDo() {
        for (int size : new int[] {1, 3, 7, FEATURES}) {
            var model = PcaModel.of(PCA, size, Map.of());

            assertThat(mse(model))
                    .isCloseTo(PCA.reconstructionError(CLOUD, size), within(1e-7));
            assertThat(Subspace.of(PCA.components(size)).largestAngle(DecodedSubspace.of(model))).isLessThan(1e-3);
            var codes = model.encode(CLOUD);
            var expected = PCA.encode(CLOUD, size);
            for (int i = 0; i < codes.length; i++) assertThat(codes[i]).containsExactly(expected[i], within(1e-5f));
        }
    }

    @Test
    void aResidualOfLinearLayersIsLinear() {
        var linear = spec(3, Activation.IDENTITY);
        var residual = linear.withDecoder(List.of(
                new Residual(List.of(new Dense(5, Activation.IDENTITY), new Dense(FEATURES, Activation.IDENTITY)))));
        var model = TrainedAutoencoder.initial(residual, 1);

        assertThat(DecodedSubspace.of(model).largestAngle(DecodedSubspace.of(model))).isLessThan(1e-3);
        var bent = TrainedAutoencoder.initial(linear.withDecoder(List.of(
                new Residual(List.of(new Dense(5, Activation.TANH), new Dense(FEATURES, Activation.IDENTITY))))), 1);
        assertThatExceptionOfType(SpecException.class).isThrownBy(() -> DecodedSubspace.of(bent));
    }

    @Test
    void onlyALinearDecoderHasASubspace() {
        var model = new Trainer(spec(2, Activation.TANH), options(1)).train(CLOUD).model();

        assertThatExceptionOfType(SpecException.class).isThrownBy(() -> DecodedSubspace.of(model))
                .withMessage(
                        "expected a linear model, a decoder of dense layers without activation under a loss such as "
                                + "mean_squared_error: only its reconstructions lie in one subspace");
    }

    private static Autoencoder spec(int code, Activation output) {
        return new Autoencoder(
                Shape.of(FEATURES), List.of(new Dense(code, Activation.IDENTITY)), List.of(new Dense(FEATURES, output)),
                new MeanSquaredError());
    }

    private static TrainingOptions options(int epochs) {
        return TrainingOptions.of(new Adam(0.01)).withSchedule(new Cosine(0)).withEpochs(epochs).withBatchSize(600)
                .withSeed(1);
    }

    /// Three directions that matter and nine that do not, mixed, away from zero.
    private static Dataset cloud(int samples) {
        var random = new SplittableRandom(4);
        var mixing = new double[FEATURES][FEATURES];
        for (int i = 0; i < FEATURES; i++) {
            for (int j = 0; j < FEATURES; j++) mixing[i][j] = random.nextGaussian() * (i < 3 ? 0.3 : 0.12);
        }
        var values = new float[samples * FEATURES];
        for (int s = 0; s < samples; s++) {
            for (int i = 0; i < FEATURES; i++) {
                double along = random.nextGaussian();
                for (int j = 0; j < FEATURES; j++) values[s * FEATURES + j] += (float) (along * mixing[i][j] + 0.05);
            }
        }
        return Dataset.ofFloats("cloud", Shape.of(FEATURES), values, Optional.empty());
    }

    private static double mse(TrainedAutoencoder model) {
        return ((ReconstructionEvaluation) model.evaluate(CLOUD, 1)).mse();
    }
}

package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.GaussianLikelihood;
import dev.hourglass.spec.loss.Loss;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.Poisson;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.train.Trainer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A linear decoder with normal noise has a likelihood that can be written down: two features `x = W z + b + sd e` are
/// normal around `b` with covariance `W W' + sd² I`.
class LikelihoodTest {
    private static final float[] W = {0.8f, -0.6f};
    private static final float[] B = {0.1f, 0.3f};
    private static final double SD = 0.5;
    private static final float[] SAMPLES = {0.5f, 0.1f, -1.2f, 0.9f, 0.2f, 0.2f, 1.5f, -1};

    private static final Dataset DATA = Dataset.ofFloats("points", Shape.of(2), SAMPLES, Optional.empty());

    @Test
    void isExactWhereTheEncoderGivesTheTruePosterior() {
        var likelihood = VariationalModel.of(truePosterior(new GaussianLikelihood(SD), SD)).likelihood(DATA, 3, 1);

        assertThat(likelihood.nll()).isCloseTo(exact(SD), within(1e-5));
    }

    @Test
    void readsTheSquaredErrorAsNormalNoiseOfVarianceOneHalf() {
        double sd = Math.sqrt(0.5);

        assertThat(VariationalModel.of(truePosterior(new MeanSquaredError(), sd)).likelihood(DATA, 3, 1).nll())
                .isCloseTo(exact(sd), within(1e-5));
    }

    /// The decoder ignores the code: counts of two features have rates of `exp(b)`.
    @Test
    void readsPoissonLossAsTheProbabilityOfCounts() {
        var spec = new Autoencoder(Shape.of(2), List.of(new Dense(1, Activation.IDENTITY)), new GaussianLatent(1, 1),
                List.of(new Dense(2, Activation.IDENTITY)), new Poisson());
        var model = TrainedAutoencoder.of(spec, new float[] {0, 0, 0, 0, 0, 0, 0, 0, 0, B[0], B[1]}, Map.of());
        float[] counts = {0, 3, 1, 0, 2, 40};
        double nats = 0;
        for (int i = 0; i < counts.length; i++) {
            double logFactorial = 0;
            for (int k = 2; k <= counts[i]; k++) logFactorial += Math.log(k);
            nats += (Math.exp(B[i % 2]) - counts[i] * B[i % 2] + logFactorial) / 3;
        }

        var data = Dataset.ofFloats("counts", Shape.of(2), counts, Optional.empty());
        assertThat(VariationalModel.of(model).likelihood(data, 2, 1).nll()).isCloseTo(nats, within(1e-4));
        assertThat(model.reconstruct(data)[0][1]).isCloseTo((float) Math.exp(B[1]), within(1e-6f));
    }

    @Test
    void comesCloseWithManyCodesFromAPoorPosterior() {
        var model = VariationalModel.of(model(new GaussianLikelihood(SD), 0.2f, -0.1f, 0, 0.3f));

        var few = model.likelihood(DATA, 1, 1);
        var many = model.likelihood(DATA, 5000, 1);

        assertThat(many.nll()).isCloseTo(exact(SD), within(0.02));
        assertThat(many.nll()).isLessThan(-many.elbo() - 0.1);
        assertThat(Math.abs(few.nll() - exact(SD))).isGreaterThan(0.1);
    }

    @Test
    void isNeverAboveTheBoundOfATrainedModel() {
        var discs = Examples.discs(120);
        for (var spec : List.of(Examples.variational(), Examples.importanceWeighted(), Examples.conditional())) {
            var model = new Trainer(spec,
                    TrainingOptions.of(new Adam(0.005)).withEpochs(3).withBatchSize(20).withSeed(1)).train(discs)
                    .model();

            var likelihood = VariationalModel.of(model).likelihood(discs, 200, 1);
            var evaluation = evaluate(model, discs);

            assertThat(likelihood.nll()).isLessThanOrEqualTo(-likelihood.elbo());
            assertThat(likelihood.elbo()).isCloseTo(evaluation.elbo(), within(2.0));
            assertThat(evaluation.elbo()).isEqualTo(-(evaluation.reconstruction() + evaluation.kl()));
        }
    }

    @Test
    void divergencesOfDimensionsAddUpToTheWhole() {
        var discs = Examples.discs(60);
        var model = new Trainer(Examples.variational(),
                TrainingOptions.of(new Adam(0.005)).withEpochs(2).withBatchSize(20).withSeed(1)).train(discs)
                .model();

        var evaluation = evaluate(model, discs);

        assertThat(evaluation.klPerDimension()).hasSize(4);
        assertThat(evaluation.klPerDimension().stream().mapToDouble(kl -> kl).sum())
                .isCloseTo(evaluation.kl(), within(1e-4));
    }

    @Test
    void asksForAVariationalModel() {
        var plain = new Trainer(Examples.dense(),
                TrainingOptions.of(new Adam(0.005)).withEpochs(1).withBatchSize(20).withSeed(1))
                .train(Examples.discs(20)).model();

        assertThatThrownBy(() -> VariationalModel.of(plain)).isInstanceOf(SpecException.class)
                .hasMessage(
                        "the model is not variational: it has no posteriors, no likelihood and nothing to sample from; train one with latent: gaussian");
    }

    private static VariationalEvaluation evaluate(TrainedAutoencoder model, Dataset data) {
        return ((ReconstructionEvaluation) model.evaluate(data, 1)).variational().orElseThrow();
    }

    private static TrainedAutoencoder truePosterior(Loss loss, double sd) {
        double precision = W[0] * W[0] + W[1] * W[1] + sd * sd;
        float first = (float) (W[0] / precision);
        float second = (float) (W[1] / precision);
        return model(loss, first, second, -(first * B[0] + second * B[1]), (float) Math.log(sd * sd / precision));
    }

    /// A model of one latent whose posterior has mean `first x1 + second x2 + bias`.
    private static TrainedAutoencoder model(Loss loss, float first, float second, float bias, float logVariance) {
        var spec = new Autoencoder(Shape.of(2), List.of(new Dense(1, Activation.IDENTITY)), new GaussianLatent(1, 1),
                List.of(new Dense(2, Activation.IDENTITY)), loss);
        float[] encoder = {first, second, bias};
        float[] heads = {1, 0, 0, logVariance};
        var parameters = new float[11];
        System.arraycopy(encoder, 0, parameters, 0, 3);
        System.arraycopy(heads, 0, parameters, 3, 4);
        System.arraycopy(W, 0, parameters, 7, 2);
        System.arraycopy(B, 0, parameters, 9, 2);
        return TrainedAutoencoder.of(spec, parameters, Map.of());
    }

    private static double exact(double sd) {
        double a = W[0] * W[0] + sd * sd;
        double b = W[0] * W[1];
        double c = W[1] * W[1] + sd * sd;
        double determinant = a * c - b * b;
        double sum = 0;
        for (int i = 0; i < SAMPLES.length; i += 2) {
            double x = SAMPLES[i] - B[0];
            double y = SAMPLES[i + 1] - B[1];
            double distance = (c * x * x - 2 * b * x * y + a * y * y) / determinant;
            sum += 0.5 * (distance + Math.log(determinant)) + Math.log(2 * Math.PI);
        }
        return 2 * sum / SAMPLES.length;
    }
}

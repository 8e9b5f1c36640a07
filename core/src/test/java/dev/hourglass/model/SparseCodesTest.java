package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.latent.TopK;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.penalty.Contractive;
import dev.hourglass.spec.penalty.ContractiveProjection;
import dev.hourglass.spec.penalty.KlSparsity;
import dev.hourglass.spec.penalty.WeightDecay;
import dev.hourglass.train.Trainer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparseCodesTest {
    private static final Dataset DISCS = Examples.discs(200);

    @Test
    void keepsTheKLargestNumbersOfACode() {
        var model = train(Examples.kSparse(), 1);

        assertThat(List.of(model.encode(DISCS))).allSatisfy(code -> assertThat(nonZeros(code)).isBetween(1L, 6L));
        assertThat(evaluate(model).sparsity().orElseThrow().nonZeros().orElseThrow()).isLessThanOrEqualTo(6);
    }

    @Test
    void keepsTheFirstOfEqualNumbers() {
        var spec = new Autoencoder(Shape.of(2), List.of(new Dense(4, Activation.IDENTITY)), new TopK(2),
                List.of(new Dense(2, Activation.IDENTITY)), new MeanSquaredError());
        var weights = new float[] {1, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        var model = TrainedAutoencoder.of(spec, weights, Map.of());
        var data = Dataset.ofFloats("ties", Shape.of(2), new float[] {1, 0, -1, 0, 3, 0}, Optional.empty());

        assertThat(model.encode(data)).isDeepEqualTo(new float[][] {{0, 2, 2, 0}, {-1, -2, 0, 0}, {0, 6, 6, 0}});
    }

    @Test
    void takesNothingAwayAfterTrainingForLifetimeSparsity() {
        var sparse = train(Examples.winnerTakeAll(), 1);
        var spec = sparse.spec();
        var dense = TrainedAutoencoder.of(
                new Autoencoder(spec.input(), spec.encoder(), spec.decoder(), spec.loss()), sparse.weights(), Map.of());

        assertThat(sparse.encode(DISCS)).isDeepEqualTo(dense.encode(DISCS));
    }

    @Test
    void bringsTheMeanActivationNearRho() {
        var spec = new Autoencoder(
                Shape.of(Examples.PICTURE.size()), List.of(new Dense(20, Activation.SIGMOID)),
                List.of(new Dense(Examples.PICTURE.size(), Activation.IDENTITY)), new MeanSquaredError())
                .withPenalties(new KlSparsity(0.1, 20));
        var result = new Trainer(spec, TrainingOptions.of(new Adam(0.01)).withEpochs(40).withBatchSize(50).withSeed(1))
                .train(DISCS);

        assertThat(evaluate(result.model()).sparsity().orElseThrow().meanActivation()).isCloseTo(0.1, within(0.02));
        assertThat(result.diagnostics()).isEmpty();
    }

    @Test
    void saysWhenTheMeanActivationIsFarFromRho() {
        var spec = new Autoencoder(
                Shape.of(Examples.PICTURE.size()), List.of(new Dense(20, Activation.SIGMOID)),
                List.of(new Dense(Examples.PICTURE.size(), Activation.IDENTITY)), new MeanSquaredError())
                .withPenalties(new KlSparsity(0.01, 1e-3));
        var result = new Trainer(spec, TrainingOptions.of(new Adam(0.01)).withEpochs(1).withBatchSize(50).withSeed(1))
                .train(DISCS);

        assertThat(result.diagnostics()).singleElement().satisfies(finding -> assertThat(finding.message())
                .startsWith("the mean activation of the code is 0.")
                .endsWith(
                        "in the last batch, but the target of kl_sparsity is 0.01; raise its beta (now 0.001) or train for"
                                + " longer"));
    }

    @Test
    void addsPenaltiesToTheLossAndToNothingElse() {
        var model = train(Examples.penalised(), 1);
        var spec = model.spec();
        var free = TrainedAutoencoder.of(spec.withPenalties(), model.weights(), Map.of());

        var with = evaluate(model);
        var without = evaluate(free);

        assertThat(with.mse()).isEqualTo(without.mse());
        assertThat(with.loss()).isEqualTo(without.loss() + with.penalty().orElseThrow());
        assertThat(with.penalty().orElseThrow()).isPositive();
    }

    @Test
    void reportsTheObjectiveThatWasTrained() {
        var spec = new Autoencoder(
                Shape.of(Examples.PICTURE.size()), List.of(new Dense(8, Activation.SIGMOID)),
                List.of(new Dense(Examples.PICTURE.size(), Activation.IDENTITY)), new MeanSquaredError())
                .withPenalties(new KlSparsity(0.1, 3), new WeightDecay(0.5));
        var still = new Trainer(spec, TrainingOptions.of(new Adam(1e-30)).withEpochs(1).withBatchSize(200).withSeed(1))
                .train(DISCS);

        double trained = still.epochs().getFirst().loss();
        assertThat(still.model().evaluate(DISCS, 1).loss()).isCloseTo(trained, within(1e-6 * trained));
    }

    @Test
    void estimatesTheNormOfTheJacobianByRandomProjections() {
        var spec = new Autoencoder(
                Shape.of(Examples.PICTURE.size()), List.of(new Dense(8, Activation.SIGMOID)),
                List.of(new Dense(Examples.PICTURE.size(), Activation.IDENTITY)), new MeanSquaredError());
        var weights = train(spec, 3).weights();
        var exact = TrainedAutoencoder.of(spec.withPenalties(new Contractive(1)), weights, Map.of());
        var estimate = TrainedAutoencoder.of(
                spec.withPenalties(new ContractiveProjection(1, 0.01)), weights, Map.of());

        double norm = evaluate(exact).penalty().orElseThrow();
        assertThat(evaluate(estimate).penalty().orElseThrow()).isCloseTo(norm, within(0.1 * norm));
    }

    @Test
    void storesTiedWeightsOnce(@TempDir Path folder) {
        var model = train(Examples.penalised(), 1);
        model.save(folder.resolve("tied.hourglass"));
        var loaded = TrainedAutoencoder.load(folder.resolve("tied.hourglass"));

        assertThat(loaded.weights()).extracting(Weights::name)
                .containsExactly("encoder.0.weight", "encoder.0.bias", "decoder.0.bias");
        assertThat(loaded.spec()).isEqualTo(model.spec());
        assertThat(loaded.reconstruct(DISCS)).isDeepEqualTo(model.reconstruct(DISCS));
    }

    private static TrainedAutoencoder train(Autoencoder spec, int epochs) {
        return new Trainer(spec, TrainingOptions.of(new Adam(0.01)).withEpochs(epochs).withBatchSize(50).withSeed(1))
                .train(DISCS).model();
    }

    private static ReconstructionEvaluation evaluate(TrainedAutoencoder model) {
        return (ReconstructionEvaluation) model.evaluate(DISCS, 1);
    }

    private static long nonZeros(float[] code) {
        return IntStream.range(0, code.length).filter(i -> code[i] != 0).count();
    }
}

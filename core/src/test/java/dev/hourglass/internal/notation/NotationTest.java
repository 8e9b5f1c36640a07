package dev.hourglass.internal.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.internal.json.Json;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.EarlyStopping;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.corruption.GaussianNoise;
import dev.hourglass.spec.corruption.Range;
import dev.hourglass.spec.init.GlorotUniform;
import dev.hourglass.spec.init.NormalInit;
import dev.hourglass.spec.init.TruncatedNormal;
import dev.hourglass.spec.init.Zeros;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.ConvTranspose2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Flatten;
import dev.hourglass.spec.layer.Interpolation;
import dev.hourglass.spec.layer.MaxPool2d;
import dev.hourglass.spec.layer.Padding;
import dev.hourglass.spec.layer.Reshape;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adadelta;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.schedule.Cosine;
import dev.hourglass.spec.schedule.Warmup;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotationTest {
    private static final Experiment PICTURES = new Experiment(
            Optional.of("mnist"),
            new Autoencoder(Shape.of(28, 28, 1), List.of(
                    new Conv2d(32, 3, Activation.RELU),
                    new MaxPool2d(2),
                    new Conv2d(8, 3, 2, Padding.SAME, Activation.LEAKY_RELU, new NormalInit(0.1), new Zeros()),
                    new Flatten(),
                    new Dense(36, Activation.RELU, new TruncatedNormal(1), new NormalInit(1))),
                    new GaussianLatent(20, 1), List.of(
                            new Dense(98, Activation.IDENTITY),
                            new Reshape(Shape.of(7, 7, 2)),
                            new ConvTranspose2d(
                                    16, 3, 2, Padding.SAME, Optional.of(new ImageSize(13, 14)), Activation.RELU,
                                    new GlorotUniform(), new Zeros()),
                            Upsample2d.to(28, 28, Interpolation.BILINEAR),
                            new Conv2d(1, 3, Activation.IDENTITY)),
                    new BinaryCrossEntropy()).withCorruption(new GaussianNoise(0.5, Optional.of(new Range(0, 1)))),
            TrainingOptions.of(new Adam(0.001)).withSchedule(new Warmup(2, new Cosine(0))).withEpochs(10)
                    .withBatchSize(200).withSeed(7).withValidation(0.1).withEarlyStopping(new EarlyStopping(5)));

    private static final Experiment VECTORS = new Experiment(
            Optional.empty(),
            new Autoencoder(
                    Shape.of(4),
                    List.of(new Dense(2, Activation.TANH)),
                    List.of(new Dense(4, Activation.IDENTITY)),
                    new MeanSquaredError()),
            TrainingOptions.of(new Adadelta()).withEpochs(1).withBatchSize(1).withSeed(1));

    @Test
    void writesTheShortestForm() {
        assertThat(Flow.text(Notation.write(PICTURES))).isEqualTo("{data: mnist, "
                + "model: {input: [28, 28, 1], corruption: {gaussian: {sigma: 0.5, clip: [0, 1]}}, "
                + "encoder: [{conv: {filters: 32, kernel: 3, activation: relu}}, {maxpool: 2}, "
                + "{conv: {filters: 8, kernel: 3, stride: 2, activation: leaky_relu, weights: {normal: 0.1}}}, "
                + "flatten, "
                + "{dense: {units: 36, activation: relu, weights: {truncated_normal: 1}, bias: {normal: 1}}}], "
                + "latent: {gaussian: 20}, decoder: [{dense: 98}, {reshape: [7, 7, 2]}, "
                + "{conv_transpose: {filters: 16, kernel: 3, stride: 2, to: [13, 14], activation: relu}}, "
                + "{upsample: {to: [28, 28], interpolation: bilinear}}, {conv: {filters: 1, kernel: 3}}], "
                + "loss: binary_cross_entropy}, "
                + "train: {optimizer: {adam: 0.001}, schedule: {warmup: {epochs: 2, then: cosine}}, epochs: 10, "
                + "batch: 200, seed: 7, validation: 0.1, early_stopping: 5}}");
        assertThat(Flow.text(Notation.write(VECTORS))).isEqualTo(
                "{model: {input: 4, encoder: [{dense: {units: 2, activation: tanh}}], decoder: [{dense: 4}], "
                        + "loss: mean_squared_error}, train: {optimizer: adadelta, epochs: 1, batch: 1}}");
    }

    @Test
    void readsWhatItWrote() {
        for (var experiment : List.of(PICTURES, VECTORS)) {
            assertThat(Notation.read(Notation.write(experiment))).isEqualTo(experiment);
            assertThat(Notation.read(Notation.longForm(Notation.write(experiment)))).isEqualTo(experiment);
            assertThat(Notation.readModel(Notation.writeModel(experiment.model()))).isEqualTo(experiment.model());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{dense: {units: 2, activation: tanh}}] | [{dense: {units: 2, activation: tanh, weights: \
            glorot_uniform, bias: {zeros: {}}}}]
            input: 4 | input: [4]
            decoder: [{dense: 4}] | decoder: [{dense: {units: 4}}]
            input: 4 | input: 4, latent: plain
            input: 4 | input: 4, corruption: none
            optimizer: adadelta | optimizer: {adadelta: 1}
            optimizer: adadelta | optimizer: {adadelta: {}}
            optimizer: adadelta | optimizer: {adadelta: {learning_rate: 1.0, rho: 0.95}}
            epochs: 1 | epochs: 1.0
            batch: 1 | batch: 1, seed: 1, validation: 0, schedule: constant
            batch: 1 | batch: 1, checkpoint: auto
            loss: mean_squared_error | loss: mse
            loss: mean_squared_error | loss: {mse: {}}
            """)
    void readsEveryOtherFormOfTheSame(String shortest, String other) {
        var written = Flow.text(Notation.write(VECTORS));
        assertThat(written).contains(shortest);

        assertThat(Notation.read(Trees.parse(written.replace(shortest, other)))).isEqualTo(VECTORS);
    }

    @Test
    void readsAndWritesLayersInsideLayers() {
        var inner = "{residual: [{dense: 3}, {dense: {units: 2, activation: relu}}]}";
        var text = Flow.text(Notation.write(VECTORS)).replace("encoder: [",
                "encoder: [" + inner.replace("{dense: 3}", inner + ", {dense: 3}") + ", ");
        var experiment = Notation.read(Trees.parse(text));

        assertThat(Flow.text(Notation.write(experiment))).isEqualTo(text);
        var longForm = Notation.longForm(Notation.write(experiment));
        assertThat(Flow.text(longForm)).contains("{residual: {body: [{residual: {body: [{dense: {units: 3}}, ");
        assertThat(Notation.read(longForm)).isEqualTo(experiment);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"off | \"off\"", "3 | 3", "{every: 3} | 3", "{minutes: 5} | {minutes: 5}",
        "{every: 2, keep: 9} | {every: 2, keep: 9}"})
    void readsAndWritesCheckpoints(String written, String shortest) {
        var text = Flow.text(Notation.write(VECTORS)).replace("batch: 1", "batch: 1, checkpoint: " + written);
        var experiment = Notation.read(Trees.parse(text));

        assertThat(Flow.text(Notation.write(experiment))).contains("batch: 1, checkpoint: %s}".formatted(shortest));
        assertThat(Notation.read(Notation.longForm(Notation.write(experiment)))).isEqualTo(experiment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bce", "binary_crossentropy", "{bce: {}}"})
    void readsShortNamesAndWritesTheWholeOnes(String name) {
        var written = Flow.text(Notation.write(PICTURES));
        var experiment = Notation.read(Trees.parse(written.replace("loss: binary_cross_entropy", "loss: " + name)));

        assertThat(experiment).isEqualTo(PICTURES);
        assertThat(Flow.text(Notation.write(experiment))).isEqualTo(written);
    }

    @Test
    void readsNumbersOfOtherTypes() {
        var tree = Notation.longForm(Notation.write(VECTORS));
        tree.put("train", Map.of("optimizer", "adadelta", "epochs", 1, "batch", BigInteger.ONE));

        assertThat(Notation.read(tree)).isEqualTo(VECTORS);
    }

    @Test
    void keepsALargeSeed() {
        for (long seed : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1}) {
            var options = TrainingOptions.of(new Adam(1e-300)).withEpochs(1).withBatchSize(1).withSeed(seed);
            var experiment = new Experiment(Optional.of(""), VECTORS.model(), options);

            assertThat(Notation.read(Trees.copy(Notation.write(experiment)))).isEqualTo(experiment);
        }
    }

    @Test
    void readsThroughJson() {
        var text = Json.write(Notation.writeModel(PICTURES.model()));

        assertThat(Notation.readModel(Trees.map(Json.parse(text)))).isEqualTo(PICTURES.model());
    }
}

package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.latent.Bound;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionalModelTest {
    private static final int SAMPLES = 300;

    /// Each class is bright in a feature of its own; the fourth feature is random.
    private static final Dataset DATA = data();

    private static Dataset data() {
        var random = new Random(1);
        var values = new float[SAMPLES * 4];
        for (int i = 0; i < SAMPLES; i++) {
            values[4 * i + i % 3] = 1;
            values[4 * i + 3] = random.nextFloat();
        }
        var labels = Labels.of(IntStream.range(0, SAMPLES).map(i -> i % 3).toArray());
        return Dataset.ofFloats("classes", Shape.of(4), values, Optional.of(labels));
    }

    private static final TrainedAutoencoder MODEL = new Trainer(
            new Autoencoder(Shape.of(4), List.of(new Dense(16, Activation.TANH)),
                    new GaussianLatent(2, 0.05, 0, 1, Bound.EVIDENCE, 0, 3),
                    List.of(new Dense(16, Activation.TANH), new Dense(4, Activation.IDENTITY)), new MeanSquaredError()),
            TrainingOptions.of(new Adam(0.01)).withEpochs(40).withBatchSize(30).withSeed(1)).train(DATA).model();

    @Test
    void makesSamplesOfTheClassThatIsAskedFor() {
        for (int label = 0; label < 3; label++) {
            for (var sample : VariationalModel.of(MODEL).sample(20, label, 5)) {
                for (int f = 0; f < 3; f++) {
                    assertThat(sample[f] > 0.5).as("feature %d of class %d: %s", f, label, sample[f])
                            .isEqualTo(f == label);
                }
            }
        }
    }

    @Test
    void makesSamplesOfItsClassesInTurn() {
        var samples = VariationalModel.of(MODEL).sample(6, 5);

        assertThat(samples[4][1]).isGreaterThan(0.5f);
        assertThat(samples[5][2]).isGreaterThan(0.5f);
    }

    @Test
    void readsTheLabelsOfOneSampleAndOfMany() {
        var all = MODEL.reconstruct(DATA);
        var few = MODEL.reconstruct(DATA.slice(100, 103));

        assertThat(few).isDeepEqualTo(new float[][] {all[100], all[101], all[102]});
        assertThat(all[100][1]).isGreaterThan(0.5f);
    }

    @Test
    void keepsItsClassesInTheFile(@TempDir Path folder) throws IOException {
        MODEL.save(folder.resolve("model.hourglass"));

        var loaded = TrainedAutoencoder.load(folder.resolve("model.hourglass"));

        assertThat(loaded.spec()).isEqualTo(MODEL.spec());
        assertThat(VariationalModel.of(loaded).sample(3, 1, 7))
                .isDeepEqualTo(VariationalModel.of(MODEL).sample(3, 1, 7));
    }

    @Test
    void asksForLabelsThatItHas() {
        assertThatThrownBy(() -> MODEL.decode(new float[1][2])).isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "codes: expected a label for each sample, because the model is conditioned on 3");
        assertThatThrownBy(() -> MODEL.decode(new float[1][2], Labels.of(new int[] {3})))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("codes: sample 0: expected a class of the model (0 to 2), found '3'");
        assertThatThrownBy(() -> VariationalModel.of(MODEL).sample(1, 3, 1)).isInstanceOf(SpecException.class)
                .hasMessage("expected a class from 0 to 2, found 3");
        var plain = new Trainer(Examples.variational(),
                TrainingOptions.of(new Adam(0.01)).withEpochs(1).withBatchSize(30).withSeed(1))
                .train(Examples.discs(30)).model();
        assertThatThrownBy(() -> VariationalModel.of(plain).sample(1, 0, 1)).isInstanceOf(SpecException.class)
                .hasMessage(
                        "only a conditional model generates samples of a class; train one with latent: {gaussian: {classes: ...}}");
    }
}

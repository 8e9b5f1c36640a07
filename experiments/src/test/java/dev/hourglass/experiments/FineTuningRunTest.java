package dev.hourglass.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.datasets.DataSource;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Flatten;
import dev.hourglass.spec.layer.Reshape;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.testing.Samples;
import dev.hourglass.train.EpochReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FineTuningRunTest {
    private static final TrainedAutoencoder PRETRAINED = TrainedAutoencoder.initial(
            new Autoencoder(
                    Shape.of(6, 6, 1),
                    List.of(new Flatten(), new Dense(10, Activation.TANH)),
                    List.of(new Dense(36, Activation.IDENTITY), new Reshape(Shape.of(6, 6, 1))),
                    new MeanSquaredError()),
            1);
    private static final DataSource BARS = new DataSource(
            "bars", List.of(Samples.bars(60, 1), Samples.bars(30, 2)), Optional.empty());
    private static final TrainingOptions OPTIONS = TrainingOptions.of(new Adam(0.01)).withEpochs(2).withBatchSize(50)
            .withSeed(1);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final RunMonitor monitor = new QuietMonitor();

    @Test
    void eachSeedIsTheOneThatARunOfItsOwnWouldHave() {
        var two = run("two").run(PRETRAINED, BARS, OPTIONS, 2).orElseThrow();
        var second = run("second").run(PRETRAINED, BARS, OPTIONS.withSeed(2), 1).orElseThrow();

        assertThat(two.bySeed()).extracting(FineTuningResult::seed).containsExactly(1L, 2L);
        assertThat(losses(two.bySeed().get(1))).isEqualTo(losses(second.bySeed().getFirst()));
        assertThat(losses(two.bySeed().get(1))).isNotEqualTo(losses(two.bySeed().getFirst()));
        assertThat(two.bySeed().get(1).before()).isEqualTo(second.bySeed().getFirst().before());
    }

    private static List<Double> losses(FineTuningResult tuning) {
        return tuning.epochs().stream().map(EpochReport::loss).toList();
    }

    @Test
    void givesNothingWhenItIsInterruptedBeforeTheFirstSeed() {
        var run = run("early");
        var stop = new AtomicBoolean(true);

        assertThat(run.run(PRETRAINED, BARS, OPTIONS, 3, stop)).isEmpty();
        assertThat(run.folder().model()).doesNotExist();
    }

    private FineTuningRun run(String name) {
        return new FineTuningRun(monitor, RunFolder.at(folder.resolve(name), false), Optional.of(12), 0, false, 1);
    }
}

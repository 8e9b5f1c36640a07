package dev.hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.internal.kernel.Randomness;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.Weights;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Checkpointing;
import dev.hourglass.spec.DenseStack;
import dev.hourglass.spec.Pretraining;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.corruption.Masking;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.optimizer.Sgd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerwisePretrainingTest {
    private static final Dataset DISCS = Examples.discs(200);
    private static final Autoencoder STACK = Examples.stack();
    private static final Pretraining PRETRAINING = new Pretraining(8).withCorruption(new Masking(0.25));
    private static final TrainingOptions OPTIONS = TrainingOptions.of(new Adam(0.01)).withEpochs(1).withBatchSize(20)
            .withSeed(5)
            .withPretraining(PRETRAINING);
    private static final long STREAM = 0x6c61796572L;

    @Test
    void trainsEachLayerOnTheCodesOfTheOneBelow() {
        var stack = DenseStack.of(STACK);
        var first = layer(stack, 0, DISCS);
        var codes = first.encode(DISCS);
        var flat = new float[codes.length * 30];
        for (int i = 0; i < codes.length; i++) System.arraycopy(codes[i], 0, flat, i * 30, 30);
        var second = layer(stack, 1, Dataset.ofFloats("codes", Shape.of(30), flat, Optional.empty()));

        var all = pretrain(1);

        assertThat(values(all, "encoder.1.weight")).isEqualTo(values(first, "encoder.0.weight"));
        assertThat(values(all, "decoder.1.bias")).isEqualTo(values(first, "decoder.0.bias"));
        assertThat(values(all, "encoder.3.weight")).isEqualTo(values(second, "encoder.0.weight"));
        assertThat(values(all, "decoder.0.weight")).isEqualTo(values(second, "decoder.0.weight"));
    }

    @Test
    void leavesAStackThatReconstructsAlready() {
        double random = TrainedAutoencoder.initial(STACK, 5).evaluate(DISCS, 1).loss();

        assertThat(pretrain(2).evaluate(DISCS, 1).loss()).isLessThan(0.8 * random);
    }

    @Test
    void givesTheSameBitsOnAnyNumberOfThreads() {
        assertThat(pretrain(3).weightsSha256()).isEqualTo(pretrain(1).weightsSha256());
    }

    @Test
    void isWhereTheTrainingOfAllLayersBegins() {
        var still = TrainingOptions.of(new Sgd(1e-30)).withEpochs(1).withBatchSize(20).withSeed(5).withPretraining(
                new Pretraining(
                        8, new Masking(0.25), PRETRAINING.loss(), Optional.of(new Adam(0.01)), Optional.empty()));

        assertThat(new Trainer(STACK, still).train(DISCS).model().weightsSha256())
                .isEqualTo(pretrain(2).weightsSha256());
        assertThat(new Trainer(STACK, OPTIONS).train(DISCS).model().weightsSha256())
                .isNotEqualTo(pretrain(2).weightsSha256());
    }

    @Test
    void tellsEachEpochOfEachLayer() {
        var reports = new ArrayList<String>();
        new Trainer(STACK, OPTIONS).withListener(new TrainingListener() {
            @Override
            public void onPretraining(PretrainingReport report) {
                reports.add(report.layer() + "/" + report.layers() + " " + report.epoch().epoch());
            }

            @Override
            public void onEpoch(EpochReport epoch) {
                reports.add("all " + epoch.epoch());
            }
        }).train(DISCS);

        assertThat(reports).hasSize(17).startsWith("1/2 1", "1/2 2").endsWith("2/2 8", "all 1");
    }

    @Test
    void stopsInTheMiddleOfALayer() {
        var isStopping = new AtomicBoolean();
        var reports = new ArrayList<PretrainingReport>();
        var trainer = new Trainer(STACK, OPTIONS).stopWhen(isStopping::get).withListener(new TrainingListener() {
            @Override
            public void onPretraining(PretrainingReport report) {
                reports.add(report);
                isStopping.set(true);
            }
        });

        var result = trainer.train(DISCS);

        assertThat(result.ending()).isEqualTo(TrainingResult.Ending.INTERRUPTED);
        assertThat(result.epochs()).isEmpty();
        assertThat(reports).hasSize(1);
    }

    @Test
    void leavesNoCheckpointWhereItWasInterrupted(@TempDir Path folder) {
        var isStopping = new AtomicBoolean();
        var trainer = new Trainer(STACK, OPTIONS.withCheckpoint(new Checkpointing(1)))
                .withCheckpoints(folder)
                .stopWhen(isStopping::get).withListener(new TrainingListener() {
                    @Override
                    public void onPretraining(PretrainingReport report) {
                        isStopping.set(true);
                    }
                });

        trainer.train(DISCS);

        assertThat(Checkpoint.latest(folder)).isEmpty();
    }

    private static TrainedAutoencoder pretrain(int threads) {
        var trained = new LayerwisePretraining(STACK, OPTIONS, PRETRAINING, RunContext.create().withThreads(threads))
                .train(DISCS);
        var random = TrainedAutoencoder.initial(STACK, OPTIONS.seed()).weights();
        assertThat(random).extracting(Weights::name).containsExactlyInAnyOrderElementsOf(trained.keySet());
        return TrainedAutoencoder.of(
                STACK, random.stream().map(w -> new Weights(w.name(), w.shape(), trained.get(w.name()))).toList(),
                Map.of());
    }

    private static TrainedAutoencoder layer(DenseStack stack, int level, Dataset samples) {
        var options = TrainingOptions.of(new Adam(0.01)).withEpochs(8).withBatchSize(20)
                .withSeed(Randomness.key(5, STREAM, level));
        return new Trainer(stack.autoencoder(level, PRETRAINING), options).train(samples).model();
    }

    private static float[] values(TrainedAutoencoder model, String name) {
        return model.weights().stream().filter(w -> w.name().equals(name)).map(Weights::values).findFirst()
                .orElseThrow();
    }
}

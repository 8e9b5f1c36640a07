package dev.hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.internal.file.FaultyFiles;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Checkpointing;
import dev.hourglass.spec.EarlyStopping;
import dev.hourglass.spec.Pretraining;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.Trimming;
import dev.hourglass.spec.optimizer.Adadelta;
import dev.hourglass.spec.optimizer.Adagrad;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.optimizer.AdamW;
import dev.hourglass.spec.optimizer.NAdam;
import dev.hourglass.spec.optimizer.Optimizer;
import dev.hourglass.spec.optimizer.RmsProp;
import dev.hourglass.spec.optimizer.Sgd;
import dev.hourglass.spec.schedule.Cosine;
import dev.hourglass.spec.schedule.StepDecay;
import dev.hourglass.spec.schedule.Warmup;
import dev.hourglass.train.TrainingResult.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {
    private static final Dataset DISCS = Examples.discs(70);
    private static final int EPOCHS = 5;
    private static final Checkpointing EVERY = new Checkpointing(1, Optional.empty(), EPOCHS);
    private static final TrainingOptions ADAM = TrainingOptions.of(new Adam(0.005)).withEpochs(EPOCHS).withBatchSize(32)
            .withSeed(9)
            .withCheckpoint(EVERY);

    @TempDir
    private Path folder;

    static Stream<Autoencoder> specs() {
        return Stream.of(
                Examples.dense(), Examples.convolutional(), Examples.variational(), Examples.penalised(),
                Examples.winnerTakeAll());
    }

    @ParameterizedTest
    @MethodSource("specs")
    void resumesAfterAnyEpochToTheSameBitsOnAnotherNumberOfThreads(Autoencoder spec) {
        var options = validated(ADAM);
        var whole = trainer(spec, options).withThreads(2).train(DISCS);
        for (int epoch : new int[] {1, 3, EPOCHS - 1, EPOCHS}) {
            var checkpoint = Checkpoint.load(file(epoch));
            assertThat(checkpoint.epochs()).hasSize(epoch);
            var resumed = new Trainer(spec, options).withThreads(3).resume(checkpoint).train(DISCS);
            assertThat(resumed.model().weightsSha256()).isEqualTo(whole.model().weightsSha256());
            assertThat(resumed.model().metadata()).isEqualTo(whole.model().metadata());
            assertThat(losses(resumed)).isEqualTo(losses(whole));
            assertThat(resumed.diagnostics()).isEqualTo(whole.diagnostics());
        }
    }

    @Test
    void doesNotPretrainAgain() {
        var options = ADAM.withPretraining(new Pretraining(2));
        var whole = trainer(Examples.stack(), options).train(DISCS);
        var layers = new ArrayList<Integer>();
        var resumed = new Trainer(Examples.stack(), options)
                .withListener(new TrainingListener() {
                    @Override
                    public void onPretraining(PretrainingReport report) {
                        layers.add(report.layer());
                    }
                })
                .resume(Checkpoint.load(file(1)))
                .train(DISCS);
        assertThat(resumed.model().weightsSha256()).isEqualTo(whole.model().weightsSha256());
        assertThat(layers).isEmpty();
    }

    static Stream<Optimizer> optimizers() {
        return Stream.of(
                new Sgd(0.05, 0.9, true), new Adam(0.005), new AdamW(0.005), new NAdam(0.005), new Adadelta(),
                new RmsProp(0.001),
                new Adagrad(0.01));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void keepsWhatEveryOptimizerRemembers(Optimizer optimizer) {
        var options = TrainingOptions.of(optimizer).withEpochs(3).withBatchSize(32).withSeed(1).withCheckpoint(EVERY);
        var whole = trainer(Examples.dense(), options).train(DISCS);
        var resumed = new Trainer(Examples.dense(), options).resume(Checkpoint.load(file(2))).train(DISCS);
        assertThat(resumed.model().weightsSha256()).isEqualTo(whole.model().weightsSha256());
    }

    static Stream<TrainingOptions> interrupted() {
        return Stream.of(ADAM, ADAM.withTrim(new Trimming(0.05, 1)));
    }

    @ParameterizedTest
    @MethodSource("interrupted")
    void resumesInTheMidstOfAnEpochWhenItWasInterrupted(TrainingOptions options) {
        var whole = new Trainer(Examples.dense(), options).train(DISCS);
        var isStopping = new AtomicBoolean();
        var trainer = trainer(Examples.dense(), options).stopWhen(isStopping::get).withListener(new TrainingListener() {
            @Override
            public void onStep(StepReport step) {
                if (step.epoch() == 2 && step.step() == 2) {
                    isStopping.set(true);
                }
            }
        });
        assertThat(trainer.train(DISCS).ending()).isEqualTo(Ending.INTERRUPTED);
        var checkpoint = Checkpoint.latest(folder).orElseThrow();
        assertThat(checkpoint.epochs()).hasSize(1);
        assertThat(checkpoint.step()).isEqualTo(2);
        var resumed = trainer(Examples.dense(), options).resume(checkpoint).train(DISCS);
        assertThat(resumed.ending()).isEqualTo(Ending.COMPLETED);
        assertThat(resumed.model().weightsSha256()).isEqualTo(whole.model().weightsSha256());
        assertThat(losses(resumed)).isEqualTo(losses(whole));
    }

    @Test
    void writesInTheMidstOfAnEpochWhenTheTimeHasPassed() throws IOException {
        var always = new Checkpointing(1000, Optional.of(1e-9), 1000);
        trainer(Examples.dense(),
                TrainingOptions.of(new Adam(0.01)).withEpochs(1).withBatchSize(20).withSeed(1).withCheckpoint(always))
                .train(DISCS);
        assertThat(names()).containsExactly(
                "epoch-000000-step-000001.checkpoint", "epoch-000000-step-000002.checkpoint",
                "epoch-000000-step-000003.checkpoint", "epoch-000001.checkpoint");
    }

    @Test
    void resumesAfterPretrainingWithoutRepeatingIt() {
        var options = pretrained();
        var whole = trainer(Examples.stack(), options).train(DISCS);
        var repeated = new ArrayList<PretrainingReport>();
        var resumed = new Trainer(Examples.stack(), options).resume(Checkpoint.load(file(1)))
                .withListener(pretraining(repeated::add))
                .train(DISCS);
        assertThat(repeated).isEmpty();
        assertThat(resumed.model().weightsSha256()).isEqualTo(whole.model().weightsSha256());
    }

    @Test
    void leavesNoCheckpointOfAPretrainingThatWasInterrupted() throws IOException {
        var isStopping = new AtomicBoolean();
        var trainer = trainer(Examples.stack(), pretrained()).stopWhen(isStopping::get)
                .withListener(pretraining(_ -> isStopping.set(true)));
        assertThat(trainer.train(DISCS).ending()).isEqualTo(Ending.INTERRUPTED);
        assertThat(names()).isEmpty();
    }

    private static TrainingOptions pretrained() {
        return TrainingOptions.of(new Adam(0.005)).withEpochs(3).withBatchSize(32).withSeed(1).withCheckpoint(EVERY)
                .withPretraining(new Pretraining(2));
    }

    private static TrainingListener pretraining(Consumer<PretrainingReport> listener) {
        return new TrainingListener() {
            @Override
            public void onPretraining(PretrainingReport report) {
                listener.accept(report);
            }
        };
    }

    @Test
    void goesOnWaitingForAnImprovementAndGoesBackToTheBestWeights() {
        var options = TrainingOptions.of(new Adam(0.005)).withSchedule(new Warmup(1, new StepDecay(2, 0.5)))
                .withEpochs(40).withBatchSize(10).withSeed(1).withValidation(0.3)
                .withEarlyStopping(new EarlyStopping(2, 0.01))
                .withCheckpoint(new Checkpointing(1, Optional.empty(), 100));
        var whole = trainer(Examples.dense(), options).train(DISCS);
        assertThat(whole.ending()).isEqualTo(Ending.STOPPED_EARLY);
        int last = whole.epochs().size();
        for (int epoch : List.of(1, last - 1, last)) {
            var resumed = new Trainer(Examples.dense(), options).resume(Checkpoint.load(file(epoch))).train(DISCS);
            assertThat(resumed.ending()).isEqualTo(Ending.STOPPED_EARLY);
            assertThat(resumed.epochs()).hasSize(last);
            assertThat(resumed.model().weightsSha256()).isEqualTo(whole.model().weightsSha256());
        }
    }

    @Test
    void repeatsWhatTheDoctorHasSaidOnce() {
        var options = TrainingOptions.of(new Adadelta(1e-9, 0.95, 1e-7)).withEpochs(3).withBatchSize(70).withSeed(1)
                .withCheckpoint(EVERY);
        var whole = trainer(Examples.dense(), options).train(DISCS);
        assertThat(whole.diagnostics()).hasSize(1);
        var resumed = new Trainer(Examples.dense(), options).resume(Checkpoint.load(file(2))).train(DISCS);
        assertThat(resumed.diagnostics()).isEqualTo(whole.diagnostics());
    }

    @Test
    void keepsTheLatestAndTheBestOnly() throws IOException {
        var options = TrainingOptions.of(new Adam(0.2)).withEpochs(8).withBatchSize(10).withSeed(1).withValidation(0.3)
                .withCheckpoint(new Checkpointing(1, Optional.empty(), 2));
        var result = trainer(Examples.dense(), options).train(DISCS);
        int best = result.epochs().stream()
                .min((a, b) -> Double.compare(a.validationLoss().orElseThrow(), b.validationLoss().orElseThrow()))
                .orElseThrow()
                .epoch();
        assertThat(best).isLessThan(7);
        assertThat(names()).containsExactly(
                "epoch-%06d.checkpoint".formatted(best), "epoch-000007.checkpoint", "epoch-000008.checkpoint");
    }

    @Test
    void writesAfterSoManyEpochsAndAfterTheLast() throws IOException {
        trainer(Examples.dense(), ADAM.withCheckpoint(new Checkpointing(2, Optional.empty(), 9))).train(DISCS);
        assertThat(names())
                .containsExactly("epoch-000002.checkpoint", "epoch-000004.checkpoint", "epoch-000005.checkpoint");
    }

    @Test
    void removesTheCheckpointsOfAnotherTrainingAndWhatAKilledProcessLeft() throws IOException {
        Files.createFile(folder.resolve("epoch-000077.checkpoint"));
        Files.createFile(folder.resolve(".epoch-000078.checkpoint.0.tmp"));
        Files.createFile(folder.resolve("mine.txt"));
        trainer(Examples.dense(), ADAM.withEpochs(1)).train(DISCS);
        assertThat(names()).containsExactly("epoch-000001.checkpoint", "mine.txt");
    }

    @Test
    void trainsLongerThanWasPlannedWhereTheScheduleDoesNotLookAhead() {
        trainer(Examples.dense(), ADAM.withEpochs(2)).train(DISCS);
        var longer = trainer(Examples.dense(), ADAM).resume(Checkpoint.latest(folder).orElseThrow()).train(DISCS);
        assertThat(longer.model().weightsSha256())
                .isEqualTo(new Trainer(Examples.dense(), ADAM).train(DISCS).model().weightsSha256());
    }

    @Test
    void refusesToResumeSomethingElse() {
        var cosine = TrainingOptions.of(new Adam(0.01)).withSchedule(new Cosine(0)).withEpochs(2).withBatchSize(32)
                .withSeed(1)
                .withCheckpoint(EVERY);
        trainer(Examples.dense(), cosine).train(DISCS);
        var checkpoint = Checkpoint.latest(folder).orElseThrow();
        assertThatThrownBy(() -> new Trainer(Examples.dense(), cosine.withEpochs(3)).resume(checkpoint))
                .isInstanceOf(SpecException.class)
                .hasMessage("train.epochs: the checkpoint was made with 2, found 3; "
                        + "use the same value, or start a new run");
        assertThatThrownBy(() -> new Trainer(Examples.convolutional(), cosine).resume(checkpoint))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("model.corruption: the checkpoint was made with the default, found {gaussian:");
        assertThatThrownBy(() -> new Trainer(Examples.dense(), cosine).resume(checkpoint).train(DISCS.slice(0, 60)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("discs: expected the samples that the checkpoint was trained with");
    }

    @Test
    void refusesAFileThatIsNoCheckpointOrDamaged() throws IOException {
        var result = trainer(Examples.dense(), ADAM.withEpochs(1)).train(DISCS);
        var model = folder.resolve("model.hourglass");
        result.model().save(model);
        assertThatThrownBy(() -> Checkpoint.load(model))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("expected a checkpoint of format 'hourglass-checkpoint 1', found 'hourglass 2'");
        var bytes = Files.readAllBytes(file(1));
        bytes[bytes.length - 9] ^= 1;
        Files.write(file(1), bytes);
        assertThatThrownBy(() -> Checkpoint.load(file(1)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("tensor state is damaged");
    }

    @Test
    void passesOverCheckpointsThatAreDamaged() throws IOException {
        var whole = trainer(Examples.dense(), ADAM).train(DISCS);
        truncate(5);
        truncate(4);
        var damaged = new ArrayList<String>();

        var latest = Checkpoint.latest(folder, e -> damaged.add(String.valueOf(e.path().getFileName()))).orElseThrow();

        assertThat(latest.epochs()).hasSize(3);
        assertThat(damaged).containsExactly("epoch-000005.checkpoint", "epoch-000004.checkpoint");
        assertThat(Checkpoint.latest(folder).orElseThrow().epochs()).hasSize(3);
        var resumed = trainer(Examples.dense(), ADAM).resume(latest).train(DISCS);
        assertThat(resumed.model().weightsSha256()).isEqualTo(whole.model().weightsSha256());
        assertThat(Checkpoint.load(file(5)).epochs()).hasSize(5);
    }

    @Test
    void keepsNoDamagedCheckpointInThePlaceOfWholeOnes() throws IOException {
        trainer(Examples.dense(), ADAM).train(DISCS);
        truncate(5);
        truncate(4);
        var two = ADAM.withCheckpoint(new Checkpointing(1, Optional.empty(), 2));
        var isStopping = new AtomicBoolean();
        var trainer = trainer(Examples.dense(), two).resume(Checkpoint.latest(folder).orElseThrow())
                .stopWhen(isStopping::get).withListener(new TrainingListener() {
                    @Override
                    public void onStep(StepReport step) {
                        isStopping.set(true);
                    }
                });

        trainer.train(DISCS);

        // Killed here, it is resumed from where it was.
        assertThat(names()).containsExactly("epoch-000003-step-000001.checkpoint", "epoch-000003.checkpoint");
    }

    @Test
    void refusesWhereNoCheckpointIsWhole() throws IOException {
        trainer(Examples.dense(), ADAM.withEpochs(2)).train(DISCS);
        truncate(1);
        truncate(2);

        assertThatThrownBy(() -> Checkpoint.latest(folder))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith(file(2) + ": byte ")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    private void truncate(int epoch) throws IOException {
        var bytes = Files.readAllBytes(file(epoch));
        Files.write(file(epoch), Arrays.copyOf(bytes, bytes.length - 7));
    }

    @Test
    void endsWhenTheDiskIsFullAndLeavesTheLastCheckpointWhole() throws IOException {
        var full = new FaultyFiles(new FaultyFiles.Faults() {
            private int opened;

            @Override
            public void before(String what) throws IOException {
                opened += what.equals("open") ? 1 : 0;
                if (opened == 3 && what.equals("write")) {
                    throw new IOException("No space left on device");
                }
            }
        });
        var trainer = new Trainer(Examples.dense(), ADAM).withCheckpoints(full.path(folder));
        assertThatThrownBy(() -> trainer.train(DISCS))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(file(3) + ": cannot be written: No space left on device; "
                        + "the training can be resumed from epoch-000002.checkpoint, which is intact");
        assertThat(names()).containsExactly("epoch-000001.checkpoint", "epoch-000002.checkpoint");
        var resumed = new Trainer(Examples.dense(), ADAM).resume(Checkpoint.latest(folder).orElseThrow()).train(DISCS);
        assertThat(resumed.model().weightsSha256())
                .isEqualTo(new Trainer(Examples.dense(), ADAM).train(DISCS).model().weightsSha256());
    }

    private Trainer trainer(Autoencoder spec, TrainingOptions options) {
        return new Trainer(spec, options).withCheckpoints(folder);
    }

    private Path file(int epoch) {
        return folder.resolve("epoch-%06d.checkpoint".formatted(epoch));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static TrainingOptions validated(TrainingOptions options) {
        return options.withValidation(0.2);
    }

    /// All that reports say but the time.
    private static List<List<Object>> losses(TrainingResult result) {
        return result.epochs().stream()
                .map(epoch -> List.<Object>of(
                        epoch.epoch(), epoch.loss(), epoch.validationLoss(), epoch.validationAccuracy(),
                        epoch.learningRate(), epoch.samples()))
                .toList();
    }
}

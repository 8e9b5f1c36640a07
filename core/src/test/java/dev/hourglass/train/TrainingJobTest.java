package dev.hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.optimizer.Sgd;
import dev.hourglass.train.TrainingResult.Ending;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TrainingJobTest {
    private static final Dataset DISCS = Examples.discs(100);
    private static final TrainingOptions OPTIONS = TrainingOptions.of(new Adam(0.005)).withEpochs(3).withBatchSize(20)
            .withSeed(2);
    private static final TrainingOptions ENDLESS = OPTIONS.withEpochs(Integer.MAX_VALUE);

    /// Lets a training take steps only after the test has looked at it.
    private static final class Gate implements TrainingListener {
        private final CountDownLatch isOpen = new CountDownLatch(1);
        private final CountDownLatch isReached = new CountDownLatch(1);

        @Override
        public void onStep(StepReport step) {
            isReached.countDown();
            try {
                isOpen.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void givesTheModelThatTrainGives() throws InterruptedException {
        var trainer = new Trainer(Examples.dense(), OPTIONS.withValidation(0.2));

        assertThat(trainer.start(DISCS).join().model().weightsSha256())
                .isEqualTo(trainer.train(DISCS).model().weightsSha256());
        assertThat(trainer.start(DISCS.slice(0, 80), DISCS.slice(80, 100)).join().model().weightsSha256())
                .isEqualTo(trainer.train(DISCS).model().weightsSha256());
    }

    @Test
    void runsInAThreadOfItsOwnThatTheJvmWaitsFor() throws InterruptedException {
        var threads = new CopyOnWriteArrayList<Thread>();
        var trainer = new Trainer(Examples.dense(), OPTIONS).withListener(new TrainingListener() {
            @Override
            public void onEpoch(EpochReport epoch) {
                threads.add(Thread.currentThread());
            }
        });
        trainer.start(DISCS).join();

        assertThat(threads).hasSize(3).doesNotContain(Thread.currentThread())
                .allSatisfy(thread -> assertThat(thread.isDaemon()).isFalse())
                .allSatisfy(thread -> assertThat(thread.getName()).isEqualTo("hourglass-training"));

        threads.clear();
        trainer.train(DISCS);
        assertThat(threads).hasSize(3).containsOnly(Thread.currentThread());
    }

    @Test
    void reportsHowFarItHasCome() throws InterruptedException {
        var gate = new Gate();
        var job = new Trainer(Examples.dense(), OPTIONS).withListener(gate).start(DISCS);
        gate.isReached.await();
        assertThat(job.isDone()).isFalse();
        assertThat(job.epochs()).isEmpty();

        gate.isOpen.countDown();
        var result = job.join();

        assertThat(job.isDone()).isTrue();
        assertThat(job.epochs()).isEqualTo(result.epochs());
        assertThat(job.latestStep()).hasValueSatisfying(step -> {
            assertThat(step.epoch()).isEqualTo(3);
            assertThat(step.step()).isEqualTo(step.steps());
        });
    }

    @Test
    void stopsAfterTheStepThatItIsTakingAndKeepsTheModel(@TempDir Path folder) throws InterruptedException {
        var gate = new Gate();
        var job = new Trainer(Examples.dense(), ENDLESS).withCheckpoints(folder).withListener(gate).start(DISCS);
        gate.isReached.await();

        job.stop();
        gate.isOpen.countDown();

        assertThat(job.join().ending()).isEqualTo(Ending.INTERRUPTED);
        assertThat(job.latestStep().orElseThrow().step()).isEqualTo(1);
        assertThat(Checkpoint.latest(folder).orElseThrow().step()).isEqualTo(1);
    }

    @Test
    void oneJobThatStopsDoesNotStopAnotherOfTheSameTrainer() throws InterruptedException {
        var trainer = new Trainer(Examples.dense(), OPTIONS);
        var stopped = trainer.start(DISCS);
        stopped.stop();
        stopped.join();

        assertThat(trainer.start(DISCS).join().ending()).isEqualTo(Ending.COMPLETED);
    }

    @Test
    void aConditionStopsItBeforeTheFirstStep() {
        var result = new Trainer(Examples.dense(), OPTIONS).stopWhen(() -> true).train(DISCS);

        assertThat(result.ending()).isEqualTo(Ending.INTERRUPTED);
        assertThat(result.epochs()).isEmpty();
    }

    @Test
    void everyConditionStopsIt() {
        var steps = new ArrayList<StepReport>();
        var result = new Trainer(Examples.dense(), OPTIONS)
                .stopWhen(() -> steps.size() == 4)
                .stopWhen(() -> steps.size() == 9)
                .withListener(new TrainingListener() {
                    @Override
                    public void onStep(StepReport step) {
                        steps.add(step);
                    }
                })
                .train(DISCS);

        assertThat(result.ending()).isEqualTo(Ending.INTERRUPTED);
        assertThat(steps).hasSize(4);
    }

    @Test
    void joinThrowsWhatEndedTheTraining() {
        var size = Examples.PICTURE.size();
        var spec = new Autoencoder(Shape.of(size), List.of(new Dense(8, Activation.IDENTITY)),
                List.of(new Dense(size, Activation.IDENTITY)), new MeanSquaredError());
        var job = new Trainer(spec, TrainingOptions.of(new Sgd(1e30)).withBatchSize(20)).start(DISCS);

        assertThatThrownBy(job::join).isInstanceOf(TrainingException.class).hasMessageContaining("the loss is");
        assertThat(job.isDone()).isTrue();
        assertThatThrownBy(job::join).isInstanceOf(TrainingException.class);
    }

    @Test
    void joinThrowsTheErrorOfAListener() {
        var job = new Trainer(Examples.dense(), OPTIONS).withListener(new TrainingListener() {
            @Override
            public void onEpoch(EpochReport epoch) {
                throw new AssertionError("seen enough");
            }
        }).start(DISCS);

        assertThatThrownBy(job::join).isInstanceOf(AssertionError.class).hasMessage("seen enough");
    }

    @Test
    void startRefusesSamplesThatDoNotFit() {
        assertThatThrownBy(() -> new Trainer(Examples.dense(), OPTIONS).start(DISCS.slice(0, 3)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a batch of 20 is more than the 3 training samples");
    }

    @Test
    void anInterruptedJoinDoesNotStopTheTraining() throws InterruptedException {
        var gate = new Gate();
        var job = new Trainer(Examples.dense(), OPTIONS).withListener(gate).start(DISCS);

        Thread.currentThread().interrupt();
        assertThatThrownBy(job::join).isInstanceOf(InterruptedException.class);

        gate.isOpen.countDown();
        assertThat(job.join().ending()).isEqualTo(Ending.COMPLETED);
    }
}

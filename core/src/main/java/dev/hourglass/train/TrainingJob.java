package dev.hourglass.train;

import dev.hourglass.data.DataException;
import dev.hourglass.model.ModelFileException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/// A training that runs, in a thread of its own: [Trainer#start] returns one. All methods can be called from any thread.
///
///     var job = trainer.start(samples);
///     ...
///     job.stop();
///     var model = job.join().model();
public final class TrainingJob {
    private final FutureTask<TrainingResult> task;
    private final List<EpochReport> epochs = new CopyOnWriteArrayList<>();
    private volatile Optional<StepReport> latestStep = Optional.empty();
    private volatile boolean isStopping;

    TrainingJob(Function<TrainingJob, TrainingResult> training) {
        this.task = new FutureTask<>(() -> training.apply(this));
    }

    /// Ends the training after the step that it is taking, with a checkpoint where it writes some. Returns at once;
    /// [#join] returns the model so far, [TrainingResult.Ending#INTERRUPTED].
    public void stop() {
        isStopping = true;
    }

    /// Waits until the training has ended.
    ///
    /// @throws DataException if the samples are not those of the checkpoint that is resumed, or not finite
    /// @throws TrainingException if the loss is no longer finite
    /// @throws ModelFileException if a checkpoint cannot be written
    /// @throws InterruptedException if the waiting thread is interrupted; the training goes on
    public TrainingResult join() throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw unchecked(Objects.requireNonNull(e.getCause()));
        }
    }

    /// Whether the training has ended, with a result or an exception: [#join] returns or throws at once.
    public boolean isDone() {
        return task.isDone();
    }

    /// One report for each epoch done so far.
    public List<EpochReport> epochs() {
        return List.copyOf(epochs);
    }

    /// The step that was done last; empty before the first, which pretraining comes before.
    public Optional<StepReport> latestStep() {
        return latestStep;
    }

    boolean isStopping() {
        return isStopping;
    }

    void startThread() {
        Thread.ofPlatform().name("hourglass-training").start(task);
    }

    /// Trains on the calling thread.
    TrainingResult run() {
        task.run();
        if (task.state() == FutureTask.State.SUCCESS) {
            return task.resultNow();
        }
        throw unchecked(task.exceptionNow());
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }

    /// Keeps how far the training has come.
    TrainingListener progress() {
        return new TrainingListener() {
            @Override
            public void onStep(StepReport step) {
                latestStep = Optional.of(step);
            }

            @Override
            public void onEpoch(EpochReport epoch) {
                epochs.add(epoch);
            }
        };
    }
}

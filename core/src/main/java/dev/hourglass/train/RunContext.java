package dev.hourglass.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What belongs to a training apart from spec, options and data; nothing of it changes the weights.
///
/// @param threads at least 1
/// @param isProfiling whether to measure where the time goes
/// @param checkpoints the folder to write checkpoints to, if any
/// @param resumed the checkpoint to resume from, if any
/// @param isStopping asked before every step
/// @param workers where the samples are, if not in the data set
record RunContext(
        int threads,
        List<TrainingListener> listeners,
        boolean isProfiling,
        Optional<Path> checkpoints,
        Optional<Checkpoint> resumed,
        BooleanSupplier isStopping,
        Optional<BucketWorkers> workers) {
    RunContext {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, found " + threads);
        }
        listeners = List.copyOf(listeners);
    }

    /// One thread for each processor, and nothing else.
    static RunContext create() {
        return new RunContext(
                Runtime.getRuntime().availableProcessors(), List.of(), false, Optional.empty(), Optional.empty(),
                () -> false, Optional.empty());
    }

    RunContext withThreads(int count) {
        return new RunContext(count, listeners, isProfiling, checkpoints, resumed, isStopping, workers);
    }

    RunContext withListener(TrainingListener listener) {
        var all = new ArrayList<>(listeners);
        all.add(listener);
        return new RunContext(threads, all, isProfiling, checkpoints, resumed, isStopping, workers);
    }

    RunContext withProfile() {
        return new RunContext(threads, listeners, true, checkpoints, resumed, isStopping, workers);
    }

    RunContext withCheckpoints(Path folder) {
        return new RunContext(threads, listeners, isProfiling, Optional.of(folder), resumed, isStopping, workers);
    }

    RunContext resume(Checkpoint checkpoint) {
        return new RunContext(threads, listeners, isProfiling, checkpoints, Optional.of(checkpoint), isStopping,
                workers);
    }

    RunContext withWorkers(BucketWorkers others) {
        return new RunContext(threads, listeners, isProfiling, checkpoints, resumed, isStopping, Optional.of(others));
    }

    /// Stops on this condition as well.
    RunContext stopWhen(BooleanSupplier condition) {
        var before = isStopping;
        return new RunContext(threads, listeners, isProfiling, checkpoints, resumed,
                () -> before.getAsBoolean() || condition.getAsBoolean(), workers);
    }
}

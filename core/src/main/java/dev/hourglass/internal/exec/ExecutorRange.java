package dev.hourglass.internal.exec;

import dev.hourglass.internal.op.Op;
import dev.hourglass.internal.op.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// A range of a network's executors, for forward passes from any number of threads.
///
/// For a single sample, large operations are split across a few threads that all networks share (intra-op parallelism). One pass uses
/// them at a time; concurrent passes run on their own thread alone. Whether splitting pays is measured while it runs ([ThreadChoice]).
final class ExecutorRange {
    /// The threads, started when they are first needed.
    private static final class Helpers {
        static final Workers WORKERS = new Workers(most());
    }

    private static final AtomicBoolean ARE_HELPERS_TAKEN = new AtomicBoolean();

    private final Op.Executor[] executors;
    private final boolean isWorthSharing;
    private final ThreadChoice choice = new ThreadChoice(most());
    private final Workers.Task task = this::computePart;
    /// What the helpers work on: each one's workspace, and the executor's index.
    private List<Workspace> workspaces = List.of();
    private int current;

    /// @param from the first executor
    /// @param to behind the last one
    ExecutorRange(List<Op.Executor> all, int from, int to) {
        this.executors = all.subList(from, to).toArray(Op.Executor[]::new);
        this.isWorthSharing = most() > 1 && Arrays.stream(executors).anyMatch(ExecutorRange::isWorthSharing);
    }

    private static boolean isWorthSharing(Op.Executor executor) {
        return executor instanceof Op.DivisibleExecutor divisible && divisible.parts() > 1;
    }

    private static int most() {
        return Math.min(Workspace.THREADS, Network.threads());
    }

    /// Computes the outputs of the last executor from the inputs of the first.
    void forward(Workspace workspace) {
        boolean isShared = isWorthSharing && workspace.batch.count() == 1
                && ARE_HELPERS_TAKEN.compareAndSet(false, true);
        if (isShared) {
            try {
                share(workspace);
            } finally {
                ARE_HELPERS_TAKEN.set(false);
            }
            return;
        }
        for (int i = 0; i < executors.length; i++) {
            executors[i].forward(workspace);
        }
    }

    /// Whether the first executor can read samples where they lie: many, for large operations of one are split.
    boolean readsRows(int count) {
        return executors.length > 0 && executors[0] instanceof Op.RowReader reader && reader.readsRows()
                && (count > 1 || !isWorthSharing);
    }

    /// [#forward], from samples that were not looked at before.
    ///
    /// @return whether they may be finite; otherwise no output is to be used
    boolean forward(Workspace workspace, float[] rows, int at) {
        if (!((Op.RowReader) executors[0]).forward(workspace, rows, at)) {
            return false;
        }
        for (int i = 1; i < executors.length; i++) {
            executors[i].forward(workspace);
        }
        return true;
    }

    private void share(Workspace workspace) {
        long begin = System.nanoTime();
        Helpers.WORKERS.use(choice.threads());
        for (int i = 0; i < executors.length; i++) {
            if (Helpers.WORKERS.active() > 1 && isWorthSharing(executors[i])) {
                computeParts(i, workspace);
            } else {
                executors[i].forward(workspace);
            }
        }
        choice.record(System.nanoTime() - begin);
    }

    private void computeParts(int index, Workspace workspace) {
        var executor = (Op.DivisibleExecutor) executors[index];
        workspaces = workspace.shared();
        current = index;
        Helpers.WORKERS.run(executor.parts(), task);
        executor.finish(workspace);
    }

    private void computePart(int worker, int part) {
        ((Op.DivisibleExecutor) executors[current]).forwardPart(workspaces.get(worker), part);
    }
}

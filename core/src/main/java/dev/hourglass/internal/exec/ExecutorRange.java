package dev.hourglass.internal.exec;

import dev.hourglass.internal.op.Op;
import dev.hourglass.internal.op.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;

/// A part of a network that forward passes go through, from any number of threads.
///
/// The large operations of a sample that comes alone are shared by a few threads, which all networks have in common. One pass has
/// them at a time; one that comes meanwhile does without. Whether they help is tried now and then ([ThreadChoice]).
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
    /// What the helpers work on: of each of them its workspace, and the executor.
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

    /// As many as work on many samples, up to those that a workspace has scratch for.
    private static int most() {
        return Math.min(Workspace.THREADS, ForkJoinPool.getCommonPoolParallelism() + 1);
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

    private void share(Workspace workspace) {
        long begin = System.nanoTime();
        Helpers.WORKERS.use(choice.threads());
        for (int i = 0; i < executors.length; i++) {
            if (executors[i] instanceof Op.DivisibleExecutor divisible && divisible.parts() > 1
                    && Helpers.WORKERS.active() > 1) {
                workspaces = workspace.shared();
                current = i;
                Helpers.WORKERS.run(divisible.parts(), task);
                divisible.finish(workspace);
            } else {
                executors[i].forward(workspace);
            }
        }
        choice.record(System.nanoTime() - begin);
    }

    private void computePart(int worker, int part) {
        ((Op.DivisibleExecutor) executors[current]).forwardPart(workspaces.get(worker), part);
    }
}

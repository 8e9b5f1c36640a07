package dev.hourglass.internal.exec;

import dev.hourglass.internal.op.Workspace;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Micro-batches that wait for the next pass. Any number of threads may ask for one at once; only so many are lent at a time, so
/// that a crowd neither makes new ones nor drives the activations out of the caches. A thread that has a micro-batch never asks
/// for another one.
final class WorkspacePool {
    /// More than processors: a thread that is interrupted keeps its micro-batch, and waking another one for each pass costs a
    /// tenth of small networks' speed.
    private static final int PLACES = 4 * Runtime.getRuntime().availableProcessors();

    private final Semaphore lent = new Semaphore(PLACES);
    private final AtomicReferenceArray<@Nullable Workspace> waiting = new AtomicReferenceArray<>(PLACES);
    private final Supplier<Workspace> factory;

    WorkspacePool(Supplier<Workspace> factory) {
        this.factory = factory;
    }

    /// Waits until one is there. To be given back in any case.
    Workspace take() {
        lent.acquireUninterruptibly();
        for (int i = 0; i < PLACES; i++) {
            if (waiting.getPlain(i) != null) {
                var workspace = waiting.getAndSet(i, null);
                if (workspace != null) {
                    return workspace;
                }
            }
        }
        try {
            return factory.get();
        } catch (RuntimeException | Error e) {
            lent.release();
            throw e;
        }
    }

    /// Keeps a micro-batch for later, one that draws nothing, or leaves it to the garbage collector where enough are waiting.
    void giveBack(Workspace workspace) {
        workspace.batch.isSampling = false;
        workspace.batch.isImportanceWeighted = false;
        for (int i = 0; i < PLACES; i++) {
            if (waiting.getPlain(i) == null && waiting.compareAndSet(i, null, workspace)) {
                break;
            }
        }
        lent.release();
    }
}

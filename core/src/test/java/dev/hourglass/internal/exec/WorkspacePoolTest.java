package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.ScalarKernels;
import dev.hourglass.internal.op.Workspace;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkspacePoolTest {
    private static final int MOST = 4 * Runtime.getRuntime().availableProcessors();
    private static final Graph PLAN = Graph.forInference(Examples.dense(), Kernels.LANES);

    @Test
    void lendsOnlySoManyShardsAtATime() throws Exception {
        var pool = new WorkspacePool(WorkspacePoolTest::workspace);
        var lent = new ArrayList<Workspace>();
        for (int i = 0; i < MOST; i++) {
            lent.add(pool.take());
        }
        var next = CompletableFuture.supplyAsync(pool::take, Thread::startVirtualThread);

        TimeUnit.MILLISECONDS.sleep(50);
        assertThat(next).isNotDone();
        pool.giveBack(lent.getLast());
        assertThat(next.get()).isSameAs(lent.getLast());
    }

    @Test
    void aShardThatCameBackDrawsNothing() {
        var pool = new WorkspacePool(WorkspacePoolTest::workspace);
        var workspace = pool.take();
        workspace.batch.isSampling = true;
        workspace.batch.isImportanceWeighted = true;
        pool.giveBack(workspace);

        assertThat(pool.take()).isSameAs(workspace);
        assertThat(workspace.batch.isSampling || workspace.batch.isImportanceWeighted).isFalse();
    }

    @Test
    void aShardThatCouldNotBeMadeIsNotLent() {
        var pool = new WorkspacePool(() -> {
            throw new OutOfMemoryError("as if the heap were full");
        });
        for (int i = 0; i <= MOST; i++) {
            assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(pool::take);
        }
    }

    private static Workspace workspace() {
        return new Workspace(new ScalarKernels(), PLAN.workspace(), new float[0]);
    }
}

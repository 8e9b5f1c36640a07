package dev.hourglass.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.ScalarKernels;
import dev.hourglass.internal.graph.Graph;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShardPoolTest {
    private static final int MOST = 4 * Runtime.getRuntime().availableProcessors();
    private static final Graph PLAN = Graph.forInference(Examples.dense(), Kernels.LANES);

    @Test
    void lendsOnlySoManyShardsAtATime() throws Exception {
        var pool = new ShardPool(ShardPoolTest::shard);
        var lent = new ArrayList<Shard>();
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
        var pool = new ShardPool(ShardPoolTest::shard);
        var shard = pool.take();
        shard.isSampling = true;
        shard.isWeighing = true;
        pool.giveBack(shard);

        assertThat(pool.take()).isSameAs(shard);
        assertThat(shard.isSampling || shard.isWeighing).isFalse();
    }

    @Test
    void aShardThatCouldNotBeMadeIsNotLent() {
        var pool = new ShardPool(() -> {
            throw new OutOfMemoryError("as if the heap were full");
        });
        for (int i = 0; i <= MOST; i++) {
            assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(pool::take);
        }
    }

    private static Shard shard() {
        return new Shard(new ScalarKernels(), PLAN, PLAN.memory(), new float[0]);
    }
}

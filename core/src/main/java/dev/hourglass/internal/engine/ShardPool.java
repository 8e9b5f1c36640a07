package dev.hourglass.internal.engine;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Shards that wait for the next pass. Any number of threads may ask for one at once; only so many are lent at a time, so
/// that a crowd neither makes new ones nor drives the activations out of the caches. A thread that has a shard never asks
/// for another one.
final class ShardPool {
    /// More than processors: a thread that is interrupted keeps its shard, and waking another one for each pass costs a
    /// tenth of small networks' speed.
    private static final int PLACES = 4 * Runtime.getRuntime().availableProcessors();

    private final Semaphore lent = new Semaphore(PLACES);
    private final AtomicReferenceArray<@Nullable Shard> waiting = new AtomicReferenceArray<>(PLACES);
    private final Supplier<Shard> factory;

    ShardPool(Supplier<Shard> factory) {
        this.factory = factory;
    }

    /// Waits until one is there. To be given back in any case.
    Shard take() {
        lent.acquireUninterruptibly();
        for (int i = 0; i < PLACES; i++) {
            if (waiting.getPlain(i) != null) {
                var shard = waiting.getAndSet(i, null);
                if (shard != null) {
                    return shard;
                }
            }
        }
        try {
            return factory.get();
        } catch (RuntimeException | Error trouble) {
            lent.release();
            throw trouble;
        }
    }

    /// Keeps a shard for later, one that draws nothing, or leaves it to the garbage collector where enough are waiting.
    void giveBack(Shard shard) {
        shard.isSampling = false;
        shard.isWeighing = false;
        for (int i = 0; i < PLACES; i++) {
            if (waiting.getPlain(i) == null && waiting.compareAndSet(i, null, shard)) {
                break;
            }
        }
        lent.release();
    }
}

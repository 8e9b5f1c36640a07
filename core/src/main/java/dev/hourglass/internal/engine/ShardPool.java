package dev.hourglass.internal.engine;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Shards that wait for the next pass. Any number of threads may take and return at once; neither locks nor allocates,
/// unless a new shard is needed.
final class ShardPool {
    private static final int PLACES = 4 * Runtime.getRuntime().availableProcessors();

    private final AtomicReferenceArray<@Nullable Shard> waiting = new AtomicReferenceArray<>(PLACES);
    private final Supplier<Shard> factory;

    ShardPool(Supplier<Shard> factory) {
        this.factory = factory;
    }

    Shard take() {
        for (int i = 0; i < PLACES; i++) {
            if (waiting.getPlain(i) != null) {
                var shard = waiting.getAndSet(i, null);
                if (shard != null) {
                    return shard;
                }
            }
        }
        return factory.get();
    }

    /// Keeps a shard for later, or leaves it to the garbage collector where enough are waiting.
    void giveBack(Shard shard) {
        for (int i = 0; i < PLACES; i++) {
            if (waiting.getPlain(i) == null && waiting.compareAndSet(i, null, shard)) {
                return;
            }
        }
    }
}

package dev.hourglass.tables;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads parts, works on several of them at a time, and writes the results in the order of the parts.
public final class OrderedPipeline {
    /// Parts for each thread that are read or done, but not written.
    private static final int WAITING = 4;

    private OrderedPipeline() {}

    /// Returns when all results are written. Source and sink are called by the calling thread alone. What source, work or sink throw
    /// is thrown, and nothing is written after that.
    ///
    /// @param source gives the next part, and nothing after the last
    /// @param work is called for several parts at once
    /// @param threads that work, at least 1
    public static <P, R> void run(Supplier<Optional<P>> source, Function<P, R> work, Consumer<R> sink, int threads) {
        // Streams that are parallel within the work stay on these threads.
        try (var workers = new ForkJoinPool(threads)) {
            var pending = new ArrayDeque<CompletableFuture<R>>();
            for (var part = source.get(); part.isPresent(); part = source.get()) {
                var next = part.get();
                if (pending.size() == WAITING * threads) {
                    sink.accept(result(pending.remove()));
                }
                pending.add(CompletableFuture.supplyAsync(() -> work.apply(next), workers));
            }
            while (!pending.isEmpty()) sink.accept(result(pending.remove()));
        }
    }

    private static <R> R result(CompletableFuture<R> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }
}

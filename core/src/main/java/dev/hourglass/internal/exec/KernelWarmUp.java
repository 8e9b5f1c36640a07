package dev.hourglass.internal.exec;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.ScalarKernels;
import dev.hourglass.internal.kernel.VectorKernels;
import dev.hourglass.spec.Autoencoder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// The kernels to train with: those in plain Java at first, those with vectors once the JIT has compiled what a spec needs of
/// them. Both give the same bits.
///
/// Until a loop of vectors is compiled, a vector is an object and an operation on it takes microseconds, and compiling such
/// loops takes seconds. So the vectors are run in the background, on scratch data, until no vector is an object any more. A
/// short training is done in plain Java before that; a longer one waits, because taking steps meanwhile would keep both
/// the processor and the JIT from what it waits for.
public final class KernelWarmUp implements Supplier<Kernels> {
    /// How long steps are taken in plain Java.
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(50);

    /// What the JIT has compiled belongs to the JVM, so this does too.
    private static final Map<KernelUsage, KernelWarmUp> BEGUN = new ConcurrentHashMap<>();

    private static final AtomicBoolean HAS_COMMON_BEGUN = new AtomicBoolean();

    private final Kernels first;
    private final Kernels best;
    private final CountDownLatch warm = new CountDownLatch(1);
    private final AtomicLong firstAsked = new AtomicLong();

    private KernelWarmUp(Kernels first, Kernels best) {
        this.first = first;
        this.best = best;
    }

    /// Begins in the background with what hardly a spec does without, before there is one.
    public static void begin() {
        if (HAS_COMMON_BEGUN.compareAndSet(false, true)) {
            start(() -> {
                if (Kernels.best() instanceof VectorKernels vectors) {
                    new JitWarmUp(KernelUsage.COMMON, vectors).train();
                }
            });
        }
    }

    /// Begins in the background, once for all specs that need the same.
    ///
    /// @throws dev.hourglass.spec.SpecException if the spec is too large to be planned
    public static KernelWarmUp of(Autoencoder spec) {
        return of(Graph.of(spec, 1));
    }

    static KernelWarmUp of(Graph graph) {
        return BEGUN.computeIfAbsent(KernelUsage.of(graph), KernelWarmUp::begin);
    }

    private static KernelWarmUp begin(KernelUsage usage) {
        var warmUp = new KernelWarmUp(new ScalarKernels(), Kernels.best());
        if (warmUp.best instanceof ScalarKernels) {
            warmUp.warm.countDown();
        } else {
            start(() -> warmUp.rehearse(usage));
        }
        return warmUp;
    }

    private static void start(Runnable task) {
        Thread.ofPlatform().name("hourglass-warm-up").daemon().start(task);
    }

    private void rehearse(KernelUsage usage) {
        try {
            new JitWarmUp(usage, best).train();
        } finally {
            warm.countDown();
        }
    }

    /// Those to take for the next step.
    @Override
    public Kernels get() {
        return warm.getCount() == 0 || isWarmAfterPatience() ? best : first;
    }

    private boolean isWarmAfterPatience() {
        long now = System.nanoTime();
        firstAsked.compareAndSet(0, now);
        if (now - firstAsked.get() < PATIENCE) {
            return false;
        }
        try {
            warm.await();
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

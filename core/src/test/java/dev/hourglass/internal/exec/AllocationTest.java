package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.corruption.Crosshair;
import dev.hourglass.spec.corruption.SaltAndPepper;
import dev.hourglass.spec.optimizer.Adam;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// In a JVM of its own, because what other tests made the JIT believe decides how long it takes to warm up.
class AllocationTest {
    private static final int BATCH = 64;
    private static final List<Autoencoder> SPECS = List.of(
            Examples.dense(),
            Examples.convolutional(),
            Examples.variational(),
            Examples.importanceWeighted(),
            Examples.conditional(),
            Examples.penalised(),
            Examples.kSparse(),
            Examples.winnerTakeAll(),
            Examples.classifier(),
            Examples.residual(),
            Examples.normalised(),
            Examples.skipping(),
            Examples.corrupted(new SaltAndPepper(0.1)),
            Examples.corrupted(new Crosshair(2)));
    /// Rounds at most until the JIT has compiled everything.
    private static final int ROUNDS = 300;

    private static final int STEPS = 100;
    private static final long BYTES_A_STEP = 1024;

    @Test
    void allocatesNothingWorthMentioningInAStep() throws Exception {
        assertThat(AnotherJvm.run(AllocationTest.class)).hasSize(SPECS.size())
                .allSatisfy(bytes -> assertThat(Long.parseLong(bytes))
                        .as("bytes a step")
                        .isLessThan(BYTES_A_STEP));
    }

    /// Prints the bytes that one step allocates, for each of the examples, with the profiler on.
    public static void main(String[] args) {
        for (var spec : SPECS) {
            System.out.println(bytesAStep(spec));
        }
    }

    private static long bytesAStep(Autoencoder spec) {
        var order = IntStream.range(0, BATCH).toArray();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var data = Examples.discs(BATCH);
        try (var engine = new TrainingEngine(spec, new Adam(0.001), BATCH, 1, data, 1, Kernels.best())) {
            engine.startProfile();
            long allocated = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS && allocated >= BYTES_A_STEP; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < STEPS; i++) {
                    engine.step(order, 0, BATCH, i, 1);
                }
                allocated = (threads.getCurrentThreadAllocatedBytes() - before) / STEPS;
            }
            return allocated;
        }
    }
}

package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.VectorKernels;
import dev.hourglass.spec.Autoencoder;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/// In a JVM of its own, because what other tests made the JIT believe decides how long it takes to warm up.
class InferenceAllocationTest {
    /// Rounds at most until the JIT has compiled everything.
    private static final int ROUNDS = 3000;

    private static final int PASSES = 100;
    /// Headers of the two arrays that are returned, and a few objects more.
    private static final long BYTES = 256;

    @Test
    void allocatesHardlyMoreThanTheResult() throws Exception {
        assertThat(AnotherJvm.run(InferenceAllocationTest.class)).hasSize(4)
                .allSatisfy(bytes -> assertThat(Long.parseLong(bytes))
                        .as("bytes a sample, beyond the numbers of the result")
                        .isLessThan(BYTES));
    }

    /// Prints the bytes that the pass of one sample allocates, for each of the examples, and of a panel after that.
    public static void main(String[] args) {
        var convolutional = network(Examples.convolutional());
        convolutional.warmUp();
        System.out.println(bytesASample(network(Examples.dense()), 1));
        System.out.println(bytesASample(network(Examples.variational()), 1));
        System.out.println(bytesASample(convolutional, 1));
        System.out.println(bytesASample(convolutional, Kernels.LANES));
    }

    private static Network network(Autoencoder spec) {
        return new Network(spec, Initialisation.weights(Graph.of(spec, 1), 5), new VectorKernels());
    }

    private static long bytesASample(Network network, int samples) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var data = Examples.discs(samples);
        long beyond = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && beyond >= BYTES; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < PASSES; i++) {
                network.reconstruct(data);
            }
            long allocated = (threads.getCurrentThreadAllocatedBytes() - before) / PASSES / samples;
            beyond = allocated - (long) Examples.PICTURE.size() * Float.BYTES;
        }
        return beyond;
    }
}

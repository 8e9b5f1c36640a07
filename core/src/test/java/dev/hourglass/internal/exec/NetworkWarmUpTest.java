package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.VectorKernels;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/// In a JVM of its own, where nothing is compiled yet.
class NetworkWarmUpTest {
    /// The vectors of loops that are not compiled take 10 megabytes; what a pass does between its loops takes up to one.
    private static final long BYTES = 3 << 20;

    @Test
    void leavesHardlyALoopOverManySamplesToBeCompiled() throws Exception {
        assertThat(AnotherJvm.run(NetworkWarmUpTest.class)).singleElement()
                .satisfies(bytes -> assertThat(Long.parseLong(bytes)).isLessThan(BYTES));
    }

    /// Prints the bytes that the second pass of a panel allocates; the first makes the memory that all use.
    public static void main(String[] args) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var data = Examples.discs(Kernels.LANES);
        var spec = Examples.convolutional();
        var network = new Network(spec, Initialisation.weights(Graph.of(spec, 1), 5), new VectorKernels());
        network.warmUp();
        network.encode(data);
        long before = threads.getCurrentThreadAllocatedBytes();
        network.encode(data);
        System.out.println(threads.getCurrentThreadAllocatedBytes() - before);
    }
}

package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.hourglass.data.Dataset;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.VectorKernels;
import dev.hourglass.internal.kernel.Window;
import dev.hourglass.internal.layout.Floats;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/// In a JVM of its own, where nothing else has made the JIT compile anything.
class WarmUpAllocationTest {
    private static final int FEATURES = 300;
    private static final int UNITS = 36;
    private static final int PASSES = 5;
    /// Vectors on the heap, of loops that are not compiled, take several times as many.
    private static final long BYTES = 20_000;

    @Test
    void compilesWhatMostlyZeroSamplesNeed() throws Exception {
        assertThat(AnotherJvm.run(WarmUpAllocationTest.class)).hasSize(PASSES)
                .allSatisfy(bytes -> assertThat(Long.parseLong(bytes)).as("bytes of a pass").isLessThan(BYTES));
    }

    @Test
    void compilesWhatGradientsNeed() throws Exception {
        assertThat(AnotherJvm.run(Gradients.class)).hasSize(PASSES)
                .allSatisfy(bytes -> assertThat(Long.parseLong(bytes)).as("bytes of a pass").isLessThan(BYTES));
    }

    /// Prints the bytes that sums without a bound allocate after the warm-up.
    static final class Gradients {
        public static void main(String[] args) {
            var kernels = new VectorKernels();
            new JitWarmUp(KernelUsage.of(Graph.of(spec(), 1)), kernels).train();
            var memory = Floats.array(4 * FEATURES * Kernels.LANES);
            var window = new Window(1, FEATURES, UNITS, 0, FEATURES * Kernels.LANES, UNITS * Kernels.LANES);
            int target = Floats.ORIGIN + 2 * FEATURES * Kernels.LANES;
            var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            for (int i = 0; i < PASSES; i++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                kernels.correlate(window, 2, memory, Floats.ORIGIN, memory, Floats.ORIGIN, memory, target,
                        Float.NEGATIVE_INFINITY);
                System.out.println(threads.getCurrentThreadAllocatedBytes() - before);
            }
        }
    }

    private static Autoencoder spec() {
        return new Autoencoder(
                Shape.of(FEATURES),
                List.of(new Dense(UNITS, Activation.RELU)),
                List.of(new Dense(FEATURES, Activation.SIGMOID)),
                new BinaryCrossEntropy());
    }

    /// Prints the bytes that passes of a single sample allocate after the warm-up; the first pass, which makes its memory, is left out.
    public static void main(String[] args) {
        var spec = spec();
        var network = new Network(spec, Initialisation.weights(Graph.of(spec, 1), 5), new VectorKernels());
        network.warmUp();
        var row = new float[FEATURES];
        for (int i = 0; i < FEATURES; i += 7) row[i] = 1;
        var sample = Dataset.of(new float[][] {row});
        network.encode(sample);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < PASSES; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            network.encode(sample);
            System.out.println(threads.getCurrentThreadAllocatedBytes() - before);
        }
    }
}

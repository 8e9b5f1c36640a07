package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.hourglass.data.Dataset;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.VectorKernels;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// In a JVM of its own, where nothing is compiled yet.
class NetworkWarmUpTest {
    private static final Shape ROW = Shape.of(784);

    /// The vectors of loops that are not compiled take from 1.4 to 14 megabytes; what a pass does between its loops takes up to one.
    @ParameterizedTest
    @CsvSource({"CONVOLUTIONAL, 1, 1", "CONVOLUTIONAL, 16, 3", "DENSE, 1, 1", "DENSE, 75, 2"})
    void leavesHardlyALoopToBeCompiled(Kind kind, int samples, int megabytes) throws Exception {
        assertThat(AnotherJvm.run(NetworkWarmUpTest.class, "-Dkind=" + kind, "-Dsamples=" + samples))
                .singleElement()
                .satisfies(bytes -> assertThat(Long.parseLong(bytes)).isLessThan((long) megabytes << 20));
    }

    enum Kind {
        CONVOLUTIONAL {
            @Override
            Autoencoder spec() {
                return Examples.convolutional();
            }

            @Override
            Dataset data(int samples) {
                return Examples.discs(samples);
            }
        },
        DENSE {
            @Override
            Autoencoder spec() {
                return new Autoencoder(ROW, List.of(new Dense(36, Activation.RELU)),
                        List.of(new Dense(ROW.size(), Activation.SIGMOID)), new BinaryCrossEntropy());
            }

            @Override
            Dataset data(int samples) {
                var values = new float[samples * ROW.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = i % 7 / 7f;
                }
                return Dataset.ofFloats("sevenths", ROW, values, Optional.empty());
            }
        };

        abstract Autoencoder spec();

        abstract Dataset data(int samples);
    }

    /// Prints the bytes that the first reconstruction allocates; the memory that all passes use is made before.
    public static void main(String[] args) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var kind = Kind.valueOf(System.getProperty("kind"));
        var data = kind.data(Integer.getInteger("samples"));
        var spec = kind.spec();
        var network = new Network(spec, Initialisation.weights(Graph.of(spec, 1), 5), new VectorKernels());
        network.warmUp();
        network.encode(data);
        long before = threads.getCurrentThreadAllocatedBytes();
        network.reconstruct(data);
        System.out.println(threads.getCurrentThreadAllocatedBytes() - before);
    }
}

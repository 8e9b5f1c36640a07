package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.ScalarKernels;
import dev.hourglass.internal.kernel.VectorKernels;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Interpolation;
import dev.hourglass.spec.layer.MaxPool2d;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Forward passes: whatever the company a sample comes in, it gets the same bits.
class NetworkTest {
    private static final int SAMPLES = 70;
    private static final Dataset DISCS = Examples.discs(SAMPLES);

    private static List<Autoencoder> specs() {
        return List.of(
                Examples.dense(), Examples.convolutional(), Examples.variational(), Examples.penalised(),
                Examples.kSparse(), Examples.winnerTakeAll(), Examples.residual(), Examples.upsampling(),
                Examples.normalised(), Examples.skipping(), Examples.signal(), wide(), Examples.large());
    }

    /// With enough channels before its two outputs for pixels to take the lanes.
    private static Autoencoder wide() {
        return new Autoencoder(
                Examples.PICTURE,
                List.of(new Conv2d(32, 3, Activation.RELU), new MaxPool2d(2), new Conv2d(24, 3, Activation.TANH)),
                List.of(
                        Upsample2d.to(11, 9, Interpolation.NEAREST),
                        new Conv2d(16, 3, Activation.RELU),
                        new Conv2d(2, 3, Activation.SIGMOID)),
                new MeanSquaredError());
    }

    private static Network network(Autoencoder spec, Kernels kernels) {
        return new Network(spec, Initialisation.weights(Graph.of(spec, 1), 5), kernels);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void givesASampleTheSameBitsAloneAmongAFewAndAmongMany(Autoencoder spec) {
        var expected = network(spec, new ScalarKernels()).reconstruct(DISCS);
        var codes = network(spec, new ScalarKernels()).encode(DISCS);
        for (var kernels : List.of(new VectorKernels(), new ScalarKernels())) {
            var network = network(spec, kernels);
            assertThat(network.reconstruct(DISCS)).isDeepEqualTo(expected);
            for (int count : new int[] {1, 3, 7, 8, 16, 17, 24, 40}) {
                var some = DISCS.slice(5, 5 + count);
                assertThat(network.reconstruct(some)).isDeepEqualTo(Arrays.copyOfRange(expected, 5, 5 + count));
                assertThat(network.encode(some)).isDeepEqualTo(Arrays.copyOfRange(codes, 5, 5 + count));
            }
        }
    }

    /// Corrupted samples go through side by side, samples as they are one behind the other where all layers are dense.
    @Test
    void givesASampleTheSameBitsSideBySideAndOneBehindTheOther() {
        var tied = new Autoencoder(
                Shape.of(Examples.PICTURE.size()),
                List.of(new Dense(112, Activation.RELU), new Dense(5, Activation.TANH)),
                List.of(new Dense(112, Activation.RELU), new Dense(Examples.PICTURE.size(), Activation.IDENTITY)),
                new MeanSquaredError()).withTiedWeights(true);
        for (var spec : List.of(Examples.dense(), Examples.variational(), Examples.residual(), tied)) {
            for (var kernels : List.of(new VectorKernels(), new ScalarKernels())) {
                var network = network(spec, kernels);
                assertThat(network.encodeCorrupted(DISCS, 3)).isDeepEqualTo(network.encode(DISCS));
            }
        }
    }

    private static List<Autoencoder> decodingCodes() {
        return specs().stream().filter(Autoencoder::decodesCodes).toList();
    }

    @ParameterizedTest
    @MethodSource("decodingCodes")
    void decodesWhatItEncodedToWhatItReconstructs(Autoencoder spec) {
        var network = network(spec, Kernels.best());
        for (int count : new int[] {1, 40}) {
            var some = DISCS.slice(0, count);
            var rows = network.encode(some);
            var codes = new float[count * rows[0].length];
            for (int i = 0; i < count; i++) {
                System.arraycopy(rows[i], 0, codes, i * rows[i].length, rows[i].length);
            }
            var data = Dataset.ofFloats("codes", spec.codeShape(), codes, Optional.empty());
            assertThat(network.decode(data)).isDeepEqualTo(network.reconstruct(some));
        }
    }

    @Test
    void servesManyThreadsAtOnce() {
        var network = network(Examples.large(), new VectorKernels());
        var expected = network.reconstruct(DISCS);
        IntStream.range(0, 500).parallel().forEach(i -> {
            int sample = i % SAMPLES;
            assertThat(network.reconstruct(DISCS.slice(sample, sample + 1))[0]).isEqualTo(expected[sample]);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void givesTheSameBitsWithNarrowerVectors(int useAvx) throws Exception {
        assertThat(AnotherJvm.run(NetworkTest.class, "-XX:UseAVX=" + useAvx)).isEqualTo(allHashes());
    }

    /// Prints the hashes that this JVM computes.
    public static void main(String[] args) {
        allHashes().forEach(System.out::println);
    }

    private static List<String> allHashes() {
        var hashes = new ArrayList<String>();
        for (var spec : specs()) {
            var network = network(spec, new VectorKernels());
            hashes.add("many " + Arrays.deepHashCode(network.reconstruct(DISCS)));
            hashes.add("one " + Arrays.deepHashCode(network.reconstruct(DISCS.slice(0, 1))));
        }
        return hashes;
    }
}

package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.ScalarKernels;
import dev.hourglass.internal.kernel.VectorKernels;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.corruption.ColumnMasking;
import dev.hourglass.spec.corruption.Crosshair;
import dev.hourglass.spec.corruption.Crosshair.Position;
import dev.hourglass.spec.corruption.Masking;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.corruption.Rectangles;
import dev.hourglass.spec.corruption.SaltAndPepper;
import dev.hourglass.spec.corruption.SwapNoise;
import dev.hourglass.spec.optimizer.Adam;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The promise: the same bits on any number of threads and with any kernels.
class DeterminismTest {
    private static final int SAMPLES = 333;
    private static final int BATCH = 150;
    private static final int EPOCHS = 2;

    enum Family {
        DENSE,
        CONVOLUTIONAL,
        VARIATIONAL,
        MASKED,
        PEPPERED,
        COVERED,
        CROSSED,
        IMPORTANCE_WEIGHTED,
        CONDITIONAL,
        PENALISED,
        K_SPARSE,
        WINNER_TAKE_ALL,
        CLASSIFIER,
        RESIDUAL,
        NORMALISED,
        STRUCTURAL,
        SKIPPING,
        SIGNAL,
        UPSAMPLING,
        TABLE,
        TABLE_MASKED,
        TABLE_SWAPPED
    }

    @ParameterizedTest
    @EnumSource
    void trainsTheSameBitsOnAnyNumberOfThreadsWithAnyKernels(Family family) {
        var expected = train(family, 1, new VectorKernels());
        for (int threads : new int[] {1, 2, 3, 8}) {
            assertThat(train(family, threads, new VectorKernels())).as("%d threads", threads).isEqualTo(expected);
            assertThat(train(family, threads, new ScalarKernels())).as("scalar, %d threads", threads)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void trainsTheSameBitsWhenVectorsTakeOverFromPlainJava(Family family) {
        var plain = new ScalarKernels();
        var vectors = new VectorKernels();
        var stepsTaken = new AtomicInteger();
        assertThat(train(family, 2, () -> stepsTaken.getAndIncrement() < 3 ? plain : vectors, 1))
                .isEqualTo(train(family, 2, vectors));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void trainsTheSameBitsWithNarrowerVectors(int useAvx) throws Exception {
        assertThat(AnotherJvm.run(DeterminismTest.class, "-XX:UseAVX=" + useAvx)).isEqualTo(allHashes());
    }

    @Test
    void dependsOnTheSeed() {
        assertThat(train(Family.DENSE, 1, new VectorKernels(), 1))
                .isNotEqualTo(train(Family.DENSE, 1, new VectorKernels(), 2));
    }

    /// Prints the hashes that this JVM computes.
    public static void main(String[] args) {
        allHashes().forEach(System.out::println);
    }

    private static List<String> allHashes() {
        var hashes = new ArrayList<String>();
        for (var family : Family.values()) {
            hashes.add(family + " " + train(family, 2, new VectorKernels()));
        }
        return hashes;
    }

    private static String train(Family family, int threads, Kernels kernels) {
        return train(family, threads, kernels, 1);
    }

    private static String train(Family family, int threads, Kernels kernels, long seed) {
        return train(family, threads, () -> kernels, seed);
    }

    private static String train(Family family, int threads, Supplier<Kernels> kernels, long seed) {
        Autoencoder spec = switch (family) {
            case DENSE -> Examples.dense();
            case CONVOLUTIONAL -> Examples.convolutional();
            case VARIATIONAL -> Examples.variational();
            case MASKED -> Examples.corrupted(new Masking(0.25));
            case PEPPERED -> Examples.corrupted(new SaltAndPepper(0.25));
            case COVERED -> Examples.corrupted(new Rectangles(new ImageSize(3, 4), 2, List.of(0.5)));
            case CROSSED -> Examples.corrupted(new Crosshair(2, Position.RANDOM, List.of(1.0, 0.0)));
            case IMPORTANCE_WEIGHTED -> Examples.importanceWeighted();
            case CONDITIONAL -> Examples.conditional();
            case PENALISED -> Examples.penalised();
            case K_SPARSE -> Examples.kSparse();
            case WINNER_TAKE_ALL -> Examples.winnerTakeAll();
            case CLASSIFIER -> Examples.classifier();
            case RESIDUAL -> Examples.residual();
            case NORMALISED -> Examples.normalised();
            case STRUCTURAL -> Examples.structural();
            case SKIPPING -> Examples.skipping();
            case SIGNAL -> Examples.signal();
            case UPSAMPLING -> Examples.upsampling();
            case TABLE -> Examples.table(new NoCorruption());
            case TABLE_MASKED -> Examples.table(new ColumnMasking(0.3));
            case TABLE_SWAPPED -> Examples.table(new SwapNoise(0.3));
        };
        var data = spec.loss().allowsMissing() ? Examples.table(SAMPLES) : Examples.discs(SAMPLES);
        var order = IntStream.range(0, SAMPLES).toArray();
        try (var engine = new TrainingEngine(
                spec, new Adam(0.003), BATCH, seed, data, threads, kernels)) {
            for (int epoch = 1; epoch <= EPOCHS; epoch++) {
                for (int from = 0; from < SAMPLES; from += BATCH) {
                    engine.step(order, from, Math.min(BATCH, SAMPLES - from), epoch, 1);
                }
            }
            return sha256(engine.weights());
        }
    }

    private static String sha256(float[] weights) {
        var bytes = ByteBuffer.allocate(weights.length * Float.BYTES);
        bytes.asFloatBuffer().put(weights);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}

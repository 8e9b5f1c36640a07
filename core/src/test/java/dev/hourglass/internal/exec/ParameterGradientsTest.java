package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.kernel.ScalarKernels;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.optimizer.AdamW;
import dev.hourglass.spec.penalty.L1Activity;
import dev.hourglass.spec.penalty.WeightDecay;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterGradientsTest {
    private static final int SAMPLES = 230;
    private static final int BATCH = 150;
    private static final Dataset DISCS = Examples.discs(SAMPLES);
    private static final int[] ORDER = order();
    /// Where the slices of the first batch begin and end.
    private static final List<Integer> CUTS = List.of(0, 37, 38, 102, BATCH);

    enum Family {
        DENSE(Examples.dense()),
        CONVOLUTIONAL(Examples.convolutional()),
        VARIATIONAL(Examples.variational()),
        FREE_BITS(Examples.variational().withLatent(new GaussianLatent(3, 1).withFreeBits(0.2).withWarmupEpochs(2))),
        IMPORTANCE_WEIGHTED(Examples.importanceWeighted()),
        PENALISED(Examples.penalised()),
        DECAYED(Examples.dense().withPenalties(List.of(new WeightDecay(0.1), new L1Activity(0.01)))),
        WINNER_TAKE_ALL(Examples.winnerTakeAll()),
        CLASSIFIER(Examples.classifier());

        final Autoencoder spec;

        Family(Autoencoder spec) {
            this.spec = spec;
        }

        TrainingEngine engine(int threads) {
            return engine(threads, BATCH);
        }

        TrainingEngine engine(int threads, int batch) {
            return new TrainingEngine(
                    spec, new AdamW(0.01, 0.9, 0.999, 1e-8, 0.1), batch, 1, DISCS, threads, new ScalarKernels());
        }
    }

    private static int[] order() {
        var order = IntStream.range(0, SAMPLES).toArray();
        var random = new Random(3);
        for (int i = SAMPLES - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    /// Two batches of an epoch, of which the second one is smaller.
    private static List<BatchSlice> batches(int epoch) {
        return List.of(
                BatchSlice.whole(ORDER, 0, BATCH, epoch), BatchSlice.whole(ORDER, BATCH, SAMPLES - BATCH, epoch));
    }

    @ParameterizedTest
    @EnumSource
    void giveTheBitsOfAStepWhereTheyAreThoseOfTheWholeBatch(Family family) {
        try (var fused = family.engine(2); var apart = family.engine(3)) {
            for (int epoch = 1; epoch <= 2; epoch++) {
                for (var batch : batches(epoch)) {
                    double loss = fused.step(ORDER, batch.from(), batch.count(), epoch, 0.5);
                    var gradients = apart.gradients(batch);
                    assertThat(gradients.values()).isEqualTo(fused.lastGradients());
                    assertThat(gradients.loss()).isEqualTo(loss);

                    apart.step(gradients, 0.5);
                    assertThat(apart.lastGradients()).isEqualTo(fused.lastGradients());
                    assertThat(apart.weights()).isEqualTo(fused.weights());
                }
            }
            // The next steps are the same, too: optimizer, packed weights and penalised squares are.
            assertThat(apart.step(ORDER, 0, BATCH, 3, 1)).isEqualTo(fused.step(ORDER, 0, BATCH, 3, 1));
            assertThat(apart.weights()).isEqualTo(fused.weights());
        }
    }

    @ParameterizedTest
    @EnumSource
    void giveTheSameBitsOnAnyNumberOfThreadsWhereSlicesAreAddedInOrder(Family family) {
        var expected = train(family, 1);
        for (int threads : new int[] {2, 3, 8}) {
            assertThat(train(family, threads)).as("%d threads", threads).isEqualTo(expected);
        }
    }

    /// Every slice of a step by an engine of its own, as on several machines.
    private static float[] train(Family family, int threads) {
        var workers = Stream.generate(() -> family.engine(threads)).limit(CUTS.size() - 1L).toList();
        try (var driver = family.engine(threads)) {
            for (int epoch = 1; epoch <= 3; epoch++) {
                var batch = batches(epoch).getFirst();
                var slices = new ArrayList<ParameterGradients>();
                for (int i = 0; i < workers.size(); i++) {
                    workers.get(i).restore(driver.state());
                    var sent = workers.get(i).gradients(slice(batch, i)).toBytes();
                    slices.add(ParameterGradients.fromBytes(sent));
                }
                driver.step(ParameterGradients.sum(slices), 1);
            }
            return driver.weights();
        } finally {
            workers.forEach(TrainingEngine::close);
        }
    }

    private static BatchSlice slice(BatchSlice batch, int index) {
        return batch.slice(CUTS.get(index), CUTS.get(index + 1) - CUTS.get(index));
    }

    /// Statistics of a batch are of the slice, so this holds for every objective.
    @ParameterizedTest
    @EnumSource
    void areTheGradientsOfABatchOfItsOwnTimesItsShare(Family family) {
        try (var engine = family.engine(2)) {
            var slice = BatchSlice.whole(ORDER, 0, BATCH, 1).slice(10, 60);
            var part = engine.gradients(slice);
            var own = engine.gradients(new BatchSlice(ORDER, 10, 60, 60, 1, 0));

            assertThat(part.loss()).isCloseTo(own.loss(), within(1e-12));
            double share = 60.0 / BATCH;
            double largest = largest(own.values());
            for (int i = 0; i < part.values().length; i++) {
                assertThat((double) part.values()[i]).isCloseTo(share * own.values()[i], offset(1e-6 * largest));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"PENALISED", "FREE_BITS", "WINNER_TAKE_ALL"})
    void areThoseOfTheBatchWhereAllSlicesAreAdded(Family family) {
        try (var engine = family.engine(2); var small = family.engine(1, 64)) {
            var batch = BatchSlice.whole(ORDER, 0, BATCH, 2);
            var whole = engine.gradients(batch);
            var sum = ParameterGradients.sum(IntStream.range(0, CUTS.size() - 1)
                    .mapToObj(i -> small.gradients(slice(batch, i)))
                    .toList());

            assertThat(sum.samples()).isEqualTo(BATCH);
            assertThat(sum.batchSize()).isEqualTo(BATCH);
            assertThat(sum.loss()).isCloseTo(whole.loss(), within(1e-6));
            double largest = largest(whole.values());
            for (int i = 0; i < sum.values().length; i++) {
                assertThat((double) sum.values()[i]).isCloseTo(whole.values()[i], offset(1e-5 * largest));
            }
        }
    }

    private static double largest(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> Math.abs(values[i])).max().orElseThrow();
    }

    @Test
    void areAddedInTheOrderOfTheListInSinglePrecision() {
        var slices = List.of(of(1e8f, 1), of(-1e8f, 2), of(1, 3));

        assertThat(ParameterGradients.sum(slices).values()).containsExactly(1);
        assertThat(ParameterGradients.sum(slices.reversed()).values()).containsExactly(0);
        assertThat(ParameterGradients.sum(slices).loss()).isCloseTo(14.0 / 6, within(1e-15));
        assertThat(ParameterGradients.sum(slices).samples()).isEqualTo(6);
        assertThat(slices.getFirst().values()).containsExactly(1e8f);
    }

    /// Of a batch of 6 samples; the loss is the number of samples.
    private static ParameterGradients of(float value, int samples) {
        return new ParameterGradients(new float[] {value}, samples, samples, 6);
    }

    @Test
    void comeBackFromBytesAsTheyWere() {
        var values = new float[] {1.5f, -0f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY};
        var read = ParameterGradients.fromBytes(new ParameterGradients(values, 1.0 / 3, 5, 7).toBytes());

        assertThat(read.values()).isEqualTo(values);
        assertThat(read.loss()).isEqualTo(1.0 / 3);
        assertThat(read.samples()).isEqualTo(5);
        assertThat(read.batchSize()).isEqualTo(7);
    }

    @Test
    void areLittleEndian() {
        var bytes = ByteBuffer.wrap(of(2.5f, 4).toBytes()).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(new String(Arrays.copyOf(bytes.array(), 8), StandardCharsets.US_ASCII))
                .isEqualTo("HGgradnt");
        assertThat(bytes.getInt(12)).isEqualTo(4);
        assertThat(bytes.getInt(16)).isEqualTo(6);
        assertThat(bytes.getInt(20)).isEqualTo(1);
        assertThat(bytes.getDouble(24)).isEqualTo(4);
        assertThat(bytes.getFloat(32)).isEqualTo(2.5f);
    }

    @Test
    void refuseBytesThatAreCutOffOrDamaged() {
        var whole = new ParameterGradients(new float[] {1, 2, 3}, 0.5, 2, 4).toBytes();
        for (int length = 0; length < whole.length; length++) {
            refuses(Arrays.copyOf(whole, length));
        }
        refuses(Arrays.copyOf(whole, whole.length + 1));
        for (int i = 0; i < whole.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                var damaged = whole.clone();
                damaged[i] ^= (byte) (1 << bit);
                refuses(damaged);
            }
        }
    }

    private static void refuses(byte[] bytes) {
        assertThatIllegalArgumentException().isThrownBy(() -> ParameterGradients.fromBytes(bytes))
                .satisfies(e -> assertThat(e.getMessage()).matches("gradients.*expected .*, found [^\n]*"));
    }

    /// @param at of an int in the header
    record Lie(int at, int value, String message) {}

    static Stream<Lie> lies() {
        return Stream.of(
                new Lie(8, 2, "gradients: expected version 1, found 2"),
                new Lie(12, 0, "expected gradients of 1 to 4 samples of a batch of 4, found 0"),
                new Lie(12, -1, "expected gradients of 1 to 4 samples of a batch of 4, found -1"),
                new Lie(12, 5, "expected gradients of 1 to 4 samples of a batch of 4, found 5"),
                new Lie(16, -4, "expected gradients of 1 to -4 samples of a batch of -4, found 2"),
                new Lie(20, 2, "gradients of 2 parameters: expected 44 bytes, found 48"),
                new Lie(20, -1, "gradients of -1 parameters: expected 32 bytes, found 48"),
                new Lie(20, Integer.MAX_VALUE,
                        "gradients of 2147483647 parameters: expected 8589934624 bytes, found 48"));
    }

    /// With a checksum that fits.
    @ParameterizedTest
    @MethodSource("lies")
    void refuseHeadersThatCannotBe(Lie lie) {
        var bytes = ByteBuffer.wrap(new ParameterGradients(new float[] {1, 2, 3}, 0.5, 2, 4).toBytes())
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(lie.at, lie.value);
        var sum = new CRC32C();
        sum.update(bytes.array(), 0, bytes.capacity() - 4);
        bytes.putInt(bytes.capacity() - 4, (int) sum.getValue());

        assertThatIllegalArgumentException().isThrownBy(() -> ParameterGradients.fromBytes(bytes.array()))
                .withMessage(lie.message);
    }

    @Test
    void areRefusedWhereTheyDoNotFit() {
        try (var engine = Family.DENSE.engine(1)) {
            int parameters = engine.weights().length;
            var before = engine.weights();
            assertThatIllegalArgumentException().isThrownBy(() -> engine.step(of(1, 6), 1))
                    .withMessage("expected gradients of %d parameters, found 1", parameters);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> engine.step(new ParameterGradients(new float[parameters], 1, 5, 6), 1))
                    .withMessage(
                            "expected gradients of all 6 samples of a batch, found those of 5; add the other slices");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> engine.gradients(BatchSlice.whole(ORDER, 0, BATCH + 1, 1)))
                    .withMessage("expected at most 150 samples in a pass, found 151");
            engine.step(new ParameterGradients(new float[parameters], Double.NaN, 6, 6), 1);
            assertThat(engine.weights()).isEqualTo(before);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterGradients.sum(
                        List.of(of(1, 2), new ParameterGradients(new float[2], 1, 2, 6))))
                .withMessage("expected gradients of 1 parameters and a batch of 6 samples, found 2 and 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterGradients.sum(
                        List.of(of(1, 2), new ParameterGradients(new float[1], 1, 2, 7))))
                .withMessage("expected gradients of 1 parameters and a batch of 6 samples, found 1 and 7");
        assertThatIllegalArgumentException().isThrownBy(() -> ParameterGradients.sum(List.of(of(1, 4), of(1, 4))))
                .withMessage("expected gradients of 1 to 6 samples of a batch of 6, found 8");
    }

    @Test
    void areOfSamplesThatAreThere() {
        assertThatIllegalArgumentException().isThrownBy(() -> BatchSlice.whole(ORDER, 200, 31, 1))
                .withMessage("expected 1 to 31 samples of an epoch of 230, found 31 from sample 200 on");
        assertThatIllegalArgumentException().isThrownBy(() -> BatchSlice.whole(ORDER, 0, 10, 1).slice(5, 6))
                .withMessage("expected samples 0 to 9, found 6 samples from 5 on");
        assertThatIllegalArgumentException().isThrownBy(() -> BatchSlice.whole(ORDER, 0, 10, 1).slice(-1, 6))
                .withMessage("expected samples 0 to 9, found 6 samples from -1 on");
    }
}

package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.corruption.ColumnMasking;
import dev.hourglass.spec.corruption.Corruption;
import dev.hourglass.spec.corruption.GaussianNoise;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.corruption.SwapNoise;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.BlockLosses;
import dev.hourglass.spec.loss.LossBlock;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.train.Trainer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Features that are NaN, which is how a missing one is written.
class MissingValuesTest {
    private static final float MISSING = Float.NaN;
    private static final Dataset TABLE = Examples.table(400);
    private static final TrainingOptions OPTIONS = TrainingOptions.of(new Adam(0.003)).withEpochs(3).withBatchSize(50);

    /// With a first layer that is wide enough for lists of what is not zero.
    private static Autoencoder wide() {
        return new Autoencoder(
                Shape.of(200), List.of(new Dense(32, Activation.TANH)), List.of(new Dense(200, Activation.IDENTITY)),
                new BlockLosses(List.of(
                        new LossBlock(150, new MeanSquaredError()), new LossBlock(50, new BinaryCrossEntropy()))));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 40})
    void areReadAsZeroByAllPasses(int count) {
        for (var spec : List.of(Examples.table(new NoCorruption()), wide())) {
            var model = TrainedAutoencoder.initial(spec, 3);
            int features = spec.input().size();
            var incomplete = new float[count][features];
            var zeros = new float[count][features];
            for (int i = 0; i < count * features; i++) {
                boolean isMissing = i % 5 != 0;
                incomplete[i / features][i % features] = isMissing ? MISSING : i % 3 - 1;
                zeros[i / features][i % features] = isMissing ? 0 : i % 3 - 1;
            }
            var expected = model.reconstruct(zeros);
            assertThat(model.reconstruct(incomplete)).isDeepEqualTo(expected);
            assertThat(model.reconstruct(Dataset.withMissing(incomplete))).isDeepEqualTo(expected);
            assertThat(model.encode(incomplete)).isDeepEqualTo(model.encode(zeros));
        }
    }

    @Test
    void canBeTrainedOn() {
        var spec = Examples.table(new ColumnMasking(0.2));
        var before = TrainedAutoencoder.initial(spec, 1).evaluate(TABLE, 1).loss();
        var model = new Trainer(spec, OPTIONS).train(TABLE).model();
        assertThat(model.evaluate(TABLE, 1).loss()).isLessThan(0.9 * before);
        assertThat(Arrays.stream(model.score(TABLE))).allMatch(Double::isFinite);
    }

    @Test
    void doNotMatterWhereTheTargetIsReconstructedFreely() {
        var spec = Examples.table(new NoCorruption());
        var other = Dataset.withMissing("other bits", TABLE.shape(), TABLE.size(), (sample, row) -> {
            TABLE.read(sample, 0, row.length, row, 0, 1);
            for (int f = 0; f < row.length; f++) {
                row[f] = Float.isNaN(row[f]) ? Float.intBitsToFloat(0xffc12345) : row[f];
            }
        }, Optional.empty());
        assertThat(other.fingerprint()).isEqualTo(TABLE.fingerprint());
        assertThat(new Trainer(spec, OPTIONS).train(other).model().weightsSha256())
                .isEqualTo(new Trainer(spec, OPTIONS).train(TABLE).model().weightsSha256());
    }

    @Test
    void variationalModelsTakeThem() {
        var plain = Examples.table(new NoCorruption());
        var spec = new Autoencoder(plain.input(), plain.encoder(), new GaussianLatent(2, 0.1), plain.decoder(),
                plain.loss());
        var model = new Trainer(spec, OPTIONS).train(TABLE).model();
        assertThat(model.evaluate(TABLE, 1).loss()).isFinite();
        assertThat(VariationalModel.of(model).likelihood(TABLE.slice(0, 20), 30, 1).nll()).isFinite();
    }

    @Test
    void otherLossesRefuseThem() {
        var spec = Examples.table(new NoCorruption()).withLoss(new MeanSquaredError());
        var model = TrainedAutoencoder.initial(spec, 3);
        var rows = new float[2][spec.input().size()];
        rows[1][4] = MISSING;
        var sentence = "sample 1, feature 4: expected a finite number, found NaN; remove or fill it";
        refuses("samples: " + sentence, () -> model.encode(rows));
        refuses("array: " + sentence, () -> model.encode(Dataset.withMissing(rows)));
        refuses("array: " + sentence,
                () -> new Trainer(spec, OPTIONS.withBatchSize(2)).train(Dataset.withMissing(rows)));
        refuses("array: " + sentence, () -> Dataset.of(rows));
        rows[1][4] = 0;
        assertThat(model.encode(Dataset.withMissing(rows))).isDeepEqualTo(model.encode(rows));
    }

    @Test
    void infinitiesAreRefused() {
        var spec = Examples.table(new NoCorruption());
        var model = TrainedAutoencoder.initial(spec, 3);
        var rows = new float[2][spec.input().size()];
        rows[0][1] = MISSING;
        rows[1][4] = Float.NEGATIVE_INFINITY;
        var sentence = "sample 1, feature 4: expected a finite number, found -Infinity; remove or fill it";
        refuses("samples: " + sentence, () -> model.encode(rows));
        refuses("array: " + sentence, () -> Dataset.withMissing(rows));
    }

    @Test
    void codesAreNeverMissing() {
        var model = TrainedAutoencoder.initial(Examples.table(new NoCorruption()), 3);
        refuses("codes: sample 0, feature 0: expected a finite number, found NaN; remove or fill it",
                () -> model.decode(new float[][] {{MISSING, 0, 0, 0, 0}}));
    }

    @Test
    void selectionsKeepThem() {
        assertThat(TABLE.slice(3, 50).withName("part").hasMissing()).isTrue();
        assertThat(TABLE.slice(3, 50).withName("part").sample(0)).isEqualTo(TABLE.sample(3));
        assertThat(Dataset.of(new float[][] {{1}}).hasMissing()).isFalse();
    }

    static List<Corruption> corruptions() {
        return List.of(new NoCorruption(), new ColumnMasking(0.3), new GaussianNoise(0.5, Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("corruptions")
    void stayZeroUnderCorruptions(Corruption corruption) {
        var model = TrainedAutoencoder.initial(Examples.table(corruption).withCorruption(corruption), 3);
        if (corruption instanceof NoCorruption) {
            assertThat(model.corrupt(TABLE, 1)).isSameAs(TABLE);
            return;
        }
        var corrupted = model.corrupt(TABLE, 1);
        for (int i = 0; i < TABLE.size(); i++) {
            var row = TABLE.sample(i);
            var damaged = corrupted.sample(i);
            assertThat(IntStream.range(0, row.length).filter(f -> Float.isNaN(row[f])).allMatch(f -> damaged[f] == 0))
                    .isTrue();
        }
    }

    @Test
    void columnsAreMaskedAsAWholeAndAsOftenAsAsked() {
        var data = Dataset.of(IntStream.range(0, 2000).mapToObj(_ -> ones(Examples.table(1).shape().size()))
                .toArray(float[][]::new));
        var corrupted = TrainedAutoencoder.initial(Examples.table(new ColumnMasking(0.3)), 3).corrupt(data, 1);
        int masked = 0;
        for (int i = 0; i < data.size(); i++) {
            var row = corrupted.sample(i);
            for (var block : Examples.table(new NoCorruption()).outputs().blocks()) {
                var values = new HashSet<Float>();
                for (int f = block.from(); f < block.end(); f++) {
                    values.add(row[f]);
                }
                assertThat(values).hasSize(1);
                masked += values.contains(0f) ? 1 : 0;
            }
        }
        assertThat(masked / (4.0 * data.size())).isCloseTo(0.3, offset(0.02));
    }

    @Test
    void columnsAreSwappedAsAWholeWithAnotherSample() {
        int features = Examples.table(1).shape().size();
        var data = Dataset.of(IntStream.range(0, 500).mapToObj(i -> {
            var row = new float[features];
            Arrays.fill(row, i);
            return row;
        }).toArray(float[][]::new));
        var corrupted = TrainedAutoencoder.initial(Examples.table(new SwapNoise(0.4)), 3).corrupt(data, 1);
        int swapped = 0;
        var sources = new HashSet<Float>();
        for (int i = 0; i < data.size(); i++) {
            var row = corrupted.sample(i);
            for (var block : Examples.table(new NoCorruption()).outputs().blocks()) {
                float source = row[block.from()];
                for (int f = block.from(); f < block.end(); f++) {
                    assertThat(row[f]).isEqualTo(source);
                }
                swapped += source == i ? 0 : 1;
                sources.add(source);
            }
        }
        assertThat(swapped / (4.0 * data.size())).isCloseTo(0.4, offset(0.03));
        assertThat(sources).hasSizeGreaterThan(450);
    }

    private static float[] ones(int features) {
        var row = new float[features];
        Arrays.fill(row, 1);
        return row;
    }

    private static void refuses(String message, Runnable action) {
        assertThatThrownBy(action::run).isInstanceOf(DataException.class).hasMessage(message);
    }
}

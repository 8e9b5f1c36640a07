package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Add;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Passes from and to arrays and buffers of the caller's.
class BufferTest {
    private static final int SAMPLES = 150;

    private final TrainedAutoencoder dense = TrainedAutoencoder.initial(Examples.dense(), 3);
    private final TrainedAutoencoder convolutional = TrainedAutoencoder.initial(Examples.convolutional(), 3);
    private final int features = Examples.PICTURE.size();

    private float[] samples(int count) {
        var data = Examples.discs(count);
        var values = new float[count * features];
        for (int i = 0; i < count; i++) {
            data.read(i, 0, features, values, i * features, 1);
        }
        return values;
    }

    @Test
    void writesWhatTheOtherMethodsReturn() {
        for (var model : new TrainedAutoencoder[] {dense, convolutional}) {
            int codeFeatures = model.spec().codeShape().size();
            for (int count : new int[] {1, 9, SAMPLES}) {
                var data = Examples.discs(count);
                var codes = new float[count * codeFeatures];
                model.encode(samples(count), codes);
                assertThat(codes).isEqualTo(flat(model.encode(data)));
                var reconstructions = new float[count * features];
                model.reconstruct(samples(count), reconstructions);
                assertThat(reconstructions).isEqualTo(flat(model.reconstruct(data)));
                var decoded = new float[count * features];
                model.decode(codes, decoded);
                assertThat(decoded).isEqualTo(reconstructions);
            }
        }
    }

    @Test
    void readsSamplesForSeveralLayers() {
        var model = TrainedAutoencoder.initial(
                new Autoencoder(
                        Shape.of(features), List.of(new Dense(7, Activation.RELU)),
                        List.of(
                                new Dense(7, Activation.TANH), new Add(1), new Dense(features, Activation.IDENTITY),
                                new Add(0)),
                        new MeanSquaredError()),
                3);
        var reconstructions = new float[SAMPLES * features];
        model.reconstruct(samples(SAMPLES), reconstructions);
        assertThat(reconstructions).isEqualTo(flat(model.reconstruct(Examples.discs(SAMPLES))));
    }

    @Test
    void readsCodesForSeveralLayers() {
        var model = TrainedAutoencoder.initial(
                new Autoencoder(
                        Shape.of(features), List.of(new Dense(7, Activation.RELU)),
                        List.of(
                                new Residual(List.of(new Dense(7, Activation.TANH))),
                                new Dense(features, Activation.IDENTITY)),
                        new MeanSquaredError()),
                3);
        var samples = samples(SAMPLES);
        var codes = new float[SAMPLES * 7];
        model.encode(samples, codes);
        var reconstructions = new float[samples.length];
        model.reconstruct(samples, reconstructions);
        var decoded = new float[samples.length];
        model.decode(codes, decoded);
        assertThat(decoded).isEqualTo(reconstructions);
    }

    @Test
    void readsFromTheMiddleOfAnArray() {
        int codeFeatures = dense.spec().codeShape().size();
        var codes = new float[40 * codeFeatures];
        dense.encode(FloatBuffer.wrap(samples(SAMPLES), 30 * features, 40 * features), FloatBuffer.wrap(codes));
        var all = dense.encode(Examples.discs(SAMPLES));
        assertThat(codes).isEqualTo(flat(Arrays.copyOfRange(all, 30, 70)));
    }

    /// Sums that overflow look like samples that are not finite.
    @Test
    void takesFiniteSamplesHoweverLarge() {
        var samples = samples(SAMPLES);
        Arrays.fill(samples, 20 * features, 21 * features, Float.MAX_VALUE);
        var codes = new float[SAMPLES * dense.spec().codeShape().size()];
        dense.encode(samples, codes);
        assertThat(codes).isEqualTo(
                flat(dense.encode(Dataset.ofFloats("large", Shape.of(features), samples, Optional.empty()))));
    }

    private static float[] flat(float[][] rows) {
        var all = FloatBuffer.allocate(rows.length * rows[0].length);
        for (var row : rows) {
            all.put(row);
        }
        return all.array();
    }

    @Test
    void readsAndWritesFromThePositionsOfBuffersOutsideTheHeap() {
        int codeFeatures = dense.spec().codeShape().size();
        var samples = direct(2 + 4 * features + 1);
        samples.position(2).put(samples(4)).limit(2 + 4 * features).position(2);
        var codes = direct(3 + 4 * codeFeatures + 5);
        codes.position(3);
        dense.encode(samples, codes);
        assertThat(samples.position()).isEqualTo(2);
        assertThat(codes.position()).isEqualTo(3);
        var found = new float[codes.capacity()];
        codes.get(0, found);
        assertThat(Arrays.copyOfRange(found, 3, 3 + 4 * codeFeatures)).isEqualTo(flat(dense.encode(Examples.discs(4))));
        assertThat(Arrays.copyOf(found, 3)).containsOnly(0);
        assertThat(Arrays.copyOfRange(found, 3 + 4 * codeFeatures, found.length)).containsOnly(0);
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    @Test
    void namesTheFirstValueThatIsNotFinite() {
        for (var model : new TrainedAutoencoder[] {dense, convolutional}) {
            var samples = samples(SAMPLES);
            samples[140 * features + 7] = Float.NEGATIVE_INFINITY;
            samples[60 * features + 5] = Float.NaN;
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> model.reconstruct(samples, new float[samples.length]))
                    .withMessage(
                            "samples: sample 60, feature 5: expected a finite number, found NaN; remove or fill it");
        }
    }

    /// One of both makes the only sum negative.
    @ParameterizedTest
    @ValueSource(floats = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void namesAnInfinityThatABoundWouldHide(float infinity) {
        var model = TrainedAutoencoder.initial(
                new Autoencoder(
                        Shape.of(features), List.of(new Dense(1, Activation.RELU)),
                        List.of(new Dense(features, Activation.IDENTITY)), new MeanSquaredError()),
                3);
        var samples = samples(SAMPLES);
        samples[140 * features + 7] = infinity;
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> model.encode(samples, new float[SAMPLES]))
                .withMessageStartingWith("samples: sample 140, feature 7: expected a finite number, found ");
    }

    @Test
    void refusesPartsOfSamplesAndTooLittleRoom() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> dense.encode(new float[features + 1], new float[1000]))
                .withMessage("samples: expected a multiple of %d values, found %d", features, features + 1);
        int codeFeatures = dense.spec().codeShape().size();
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> dense.encode(samples(2), new float[2 * codeFeatures - 1]))
                .withMessage(
                        "codes: expected room for 2 rows of %d values, %d in all, found room for %d", codeFeatures,
                        2 * codeFeatures, 2 * codeFeatures - 1);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> dense.decode(
                        FloatBuffer.allocate(codeFeatures), FloatBuffer.allocate(features).asReadOnlyBuffer()))
                .withMessage("reconstructions: expected a buffer to write to, found one that is read-only");
    }

    @Test
    void refusesAModelThatNeedsLabels() {
        var model = TrainedAutoencoder.initial(Examples.conditional(), 3);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> model.encode(samples(2), new float[1000]))
                .withMessageContaining("conditioned on");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> model.decode(new float[model.spec().codeShape().size()], new float[features]))
                .withMessageContaining("conditioned on");
    }

    @Test
    void takesNoSamples() {
        dense.encode(new float[0], new float[0]);
        dense.reconstruct(new float[0], new float[3]);
    }
}

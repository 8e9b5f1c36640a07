package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.exec.Examples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

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

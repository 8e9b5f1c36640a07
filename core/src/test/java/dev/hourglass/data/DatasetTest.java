package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.spec.Shape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {
    @Nested
    class OfAnArray extends DatasetContract {
        @Override
        Dataset dataset() {
            return Dataset.ofFloats("values", SHAPE, values(), Optional.empty());
        }
    }

    @Nested
    class OfAWriter extends DatasetContract {
        @Override
        Dataset dataset() {
            return Dataset.ofFloats("written", SHAPE, SIZE,
                    (sample, into) -> System.arraycopy(values(), sample * into.length, into, 0, into.length),
                    Optional.empty());
        }
    }

    @Nested
    class SelectedFromAnother extends DatasetContract {
        @Override
        Dataset dataset() {
            var backwards = new OfAnArray().dataset().select(4, 3, 2, 1, 0);
            return backwards.select(4, 3, 2, 1, 0);
        }
    }

    @Nested
    class WithAnotherName extends DatasetContract {
        @Override
        Dataset dataset() {
            return new OfAnArray().dataset().withName("renamed");
        }
    }

    @Nested
    class OfAnotherImplementation extends DatasetContract {
        @Override
        Dataset dataset() {
            return new ComputedDataset("computed", SHAPE, SIZE, OptionalInt.empty(), DatasetContract::feature);
        }
    }

    @Nested
    class SelectedFromAnotherImplementation extends DatasetContract {
        @Override
        Dataset dataset() {
            return new OfAnotherImplementation().dataset().select(4, 3, 2, 1, 0).select(4, 3, 2, 1, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Byte.SIZE, Short.SIZE})
    void levelsOfAnotherImplementationHaveTheFingerprintOfAnArrayOfLevels(int bits) {
        int levels = 1 << bits;
        var shape = Shape.of(levels);
        var computed = new ComputedDataset(
                "computed", shape, 1, OptionalInt.of(bits), (_, level) -> level / (levels - 1f));
        var array = bits == Byte.SIZE
                ? Dataset.ofBytes("bytes", shape, 1, (_, into) -> fill(into), Optional.empty())
                : Dataset.ofShorts("shorts", shape, 1, (_, into) -> fill(into), Optional.empty());

        assertThat(computed.fingerprint()).isEqualTo(array.fingerprint());
    }

    private static void fill(byte[] levels) {
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) i;
        }
    }

    private static void fill(short[] levels) {
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (short) i;
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0.5f, -1 / 255f, 256 / 255f, Float.NaN})
    void noFingerprintOfValuesThatAreNoLevels(float value) {
        var wrong = new ComputedDataset("wrong", Shape.of(2), 3, OptionalInt.of(Byte.SIZE),
                (sample, feature) -> sample == 2 && feature == 1 ? value : 1);

        assertThatExceptionOfType(DataException.class).isThrownBy(wrong::fingerprint).withMessage(
                "wrong: sample 2, feature 1: expected a level of 8 bits, one of 0 to 255 divided by 255, found "
                        + value);
    }

    @Test
    void rowsAreSamples() {
        float[][] rows = {{1, 2, 3}, {4, 5, 6}};
        int[] classes = {1, 0};
        var data = Dataset.of(rows, classes);
        rows[0][0] = 9;
        classes[0] = 9;

        assertThat(data.name()).isEqualTo("array");
        assertThat(data.shape()).isEqualTo(Shape.of(3));
        assertThat(data.sample(0)).containsExactly(1, 2, 3);
        assertThat(data.sample(1)).containsExactly(4, 5, 6);
        assertThat(data.labels().orElseThrow().of(0)).isEqualTo(1);
        assertThat(Dataset.of(rows).labels()).isEmpty();
        assertThat(Dataset.of(rows, List.of("dog", "cat")).labels().orElseThrow().names())
                .containsExactly("cat", "dog");
    }

    @Test
    void refusesRowsThatAreNoSamples() {
        refuses("array: expected at least one row with at least one number, found none", new float[0][]);
        refuses("array: expected at least one row with at least one number, found none", new float[1][0]);
        refuses("array: row 2: expected 2 numbers like row 0, found 3", new float[2], new float[2], new float[3]);
        refuses("array: sample 1, feature 0: expected a finite number, found NaN; remove or fill it",
                new float[2], new float[] {Float.NaN, 0});
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Dataset.of(new float[2][1], new int[3]))
                .withMessage("array: expected a label for each of 2 samples, found 3 labels");
    }

    private static void refuses(String message, float[]... rows) {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Dataset.of(rows)).withMessage(message);
    }

    @Test
    void manySlicesOfAnotherImplementationReadItDirectly() {
        Dataset data = new ComputedDataset("computed", Shape.of(1), 100, OptionalInt.empty(), (sample, _) -> sample);
        for (int i = 0; i < 99; i++) {
            data = data.slice(1, data.size()).withLabels(Labels.of(IntStream.range(0, data.size() - 1).toArray()));
        }

        assertThat(data.sample(0)).containsExactly(99);
        assertThat(data.labels().orElseThrow().of(0)).isZero();
    }
}

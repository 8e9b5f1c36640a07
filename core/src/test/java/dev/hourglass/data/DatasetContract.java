package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.spec.Shape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every implementation of a dataset does.
abstract class DatasetContract {
    static final Shape SHAPE = Shape.of(2, 3, 1);
    static final int SIZE = 5;

    /// [#SIZE] samples of [#SHAPE] with the features of [#feature], as any numbers, without labels and names of samples.
    abstract Dataset dataset();

    static float feature(int sample, int feature) {
        return sample - feature / 8f;
    }

    static float[] values() {
        var values = new float[SIZE * SHAPE.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = feature(i / SHAPE.size(), i % SHAPE.size());
        }
        return values;
    }

    private static Dataset array() {
        return Dataset.ofFloats("array", SHAPE, values(), Optional.empty());
    }

    @Test
    void knowsItsSamples() {
        var data = dataset();

        assertThat(data.shape()).isEqualTo(SHAPE);
        assertThat(data.size()).isEqualTo(SIZE);
        assertThat(data.bits()).isEmpty();
        assertThat(data.labels()).isEmpty();
        assertThat(data.sampleNames()).isEmpty();
        assertThat(data.sample(4)).containsExactly(array().sample(4));
    }

    @Test
    void readsPartsOfASampleAndWritesNothingElse() {
        var into = new float[8];
        dataset().read(2, 1, 3, into, 1, 2);

        assertThat(into).containsExactly(0, feature(2, 1), 0, feature(2, 2), 0, feature(2, 3), 0, 0);
    }

    @Test
    void aSampleIsANewArray() {
        var data = dataset();
        data.sample(1)[0] = 99;

        assertThat(data.sample(1)[0]).isEqualTo(feature(1, 0));
    }

    @Test
    void hasTheFingerprintOfAnArrayWithTheSameValues() {
        assertThat(dataset().fingerprint()).isEqualTo(array().fingerprint());
        assertThat(dataset().withLabels(Labels.of(0, 1, 0, 1, 0)).select(3, 1).fingerprint())
                .isEqualTo(array().withLabels(Labels.of(0, 1, 0, 1, 0)).select(3, 1).fingerprint())
                .isNotEqualTo(array().select(3, 1).fingerprint());
        assertThat(dataset().withLabels(Labels.of(0, 1, 0, 1, 0)).fingerprint())
                .isNotEqualTo(array().fingerprint());
    }

    @Test
    void isTheSameUnderAnotherName() {
        var other = dataset().withName("other");

        assertThat(other.name()).isEqualTo("other");
        assertThat(other.slice(1, 3).name()).isEqualTo("other");
        assertThat(other.sample(3)).containsExactly(array().sample(3));
        assertThat(other.fingerprint()).isEqualTo(dataset().fingerprint());
    }

    @Test
    void slicesAndSelectionsTakeLabelsAndNamesAlong() {
        var named = dataset().withLabels(Labels.of(5, 6, 7, 8, 9)).withSampleNames(List.of("a", "b", "c", "d", "e"));

        var some = named.slice(1, 5).select(2, 0);

        assertThat(some.name()).isEqualTo(dataset().name());
        assertThat(some.size()).isEqualTo(2);
        assertThat(some.shape()).isEqualTo(SHAPE);
        assertThat(some.sample(0)).containsExactly(array().sample(3));
        assertThat(some.sample(1)).containsExactly(array().sample(1));
        assertThat(some.labels().orElseThrow().of(0)).isEqualTo(8);
        assertThat(some.sampleNames()).containsExactly("d", "b");
        assertThat(some.withLabels(Labels.of(1, 2)).sampleNames()).containsExactly("d", "b");
    }

    @Test
    void refusesSamplesLabelsAndNamesThatAreNotThere() {
        var data = dataset();

        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> data.select(0, SIZE));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> data.slice(1, SIZE + 1));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> data.withLabels(Labels.of(0, 1)))
                .withMessage(data.name() + ": expected a label for each of 5 samples, found 2 labels");
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> data.withSampleNames(List.of("a")))
                .withMessage(data.name() + ": expected a name for each of 5 samples, found 1 names");
    }
}

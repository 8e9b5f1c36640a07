package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.spec.Shape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatasetSelectionTest {
    private final Dataset whole = Dataset.ofFloats(
            "whole", Shape.of(2), new float[] {0, 1, 10, 11, 20, 21, 30, 31}, Optional.of(Labels.of(5, 6, 7, 8)));

    @Test
    void aSelectionHasItsOwnOrder() {
        var selection = whole.select(3, 0, 3);

        assertThat(selection.name()).isEqualTo("whole");
        assertThat(selection.shape()).isEqualTo(whole.shape());
        assertThat(selection.size()).isEqualTo(3);
        assertThat(selection.sample(0)).containsExactly(30, 31);
        assertThat(selection.sample(1)).containsExactly(0, 1);
        assertThat(selection.labels().orElseThrow().of(2)).isEqualTo(8);
    }

    @Test
    void aSelectionDoesNotChangeWithTheCallersArray() {
        int[] samples = {1};
        var selection = whole.select(samples);
        samples[0] = 2;

        assertThat(selection.sample(0)).containsExactly(10, 11);
    }

    @Test
    void aSliceIsASelectionOfNeighbours() {
        var slice = whole.slice(1, 3);

        assertThat(slice.size()).isEqualTo(2);
        assertThat(slice.sample(1)).containsExactly(20, 21);
        assertThat(slice.labels().orElseThrow().of(0)).isEqualTo(6);
        assertThat(slice.fingerprint()).isEqualTo(whole.select(1, 2).fingerprint());
        assertThat(whole.slice(2, 2).size()).isZero();
    }

    @Test
    void theSliceOfEverythingIsTheDatasetItself() {
        assertThat(whole.slice(0, 4)).isSameAs(whole);
    }

    @Test
    void otherSamplesHaveAnotherFingerprint() {
        assertThat(whole.select(0, 1).fingerprint()).isNotEqualTo(whole.select(1, 0).fingerprint())
                .isNotEqualTo(whole.select(0, 2).fingerprint()).isNotEqualTo(whole.fingerprint());
    }

    @Test
    void theFingerprintIsOfTheSamplesAloneWhateverTheyWereSelectedFrom() {
        var alone = Dataset.ofFloats("alone", Shape.of(2), new float[] {10, 11, 30, 31}, Optional.of(Labels.of(6, 8)));

        assertThat(whole.select(1, 3).fingerprint()).isEqualTo(alone.fingerprint());
        assertThat(whole.select(3, 1).select(1, 0).fingerprint()).isEqualTo(alone.fingerprint());
        assertThat(whole.select(0, 1, 2, 3).fingerprint()).isEqualTo(whole.fingerprint());
    }

    @Test
    void aSelectionOfASelectionCountsInIt() {
        var named = whole.withSampleNames(List.of("a", "b", "c", "d"));

        var some = named.select(3, 1).select(1);

        assertThat(some.sample(0)).containsExactly(10, 11);
        assertThat(some.labels().orElseThrow().of(0)).isEqualTo(6);
        assertThat(some.sampleNames()).containsExactly("b");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> whole.select(1).select(1));
    }

    @Test
    void otherLabelsAndNamesReplaceThoseOfTheSamplesTheyAreFor() {
        var some = whole.select(1, 2).withLabels(Labels.of(0, 1)).withSampleNames(List.of("b", "c"));

        assertThat(some.labels().orElseThrow().of(1)).isEqualTo(1);
        assertThat(some.sampleNames()).containsExactly("b", "c");
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> some.withLabels(Labels.of(new int[1])))
                .withMessage("whole: expected a label for each of 2 samples, found 1 labels");
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> whole.withSampleNames(List.of("a")))
                .withMessage("whole: expected a name for each of 4 samples, found 1 names");
    }

    @Test
    void classNamesCountInTheFingerprintAndSampleNamesDoNot() {
        var one = whole.select(0).withLabels(Labels.named(List.of("a"), 0));

        assertThat(one.fingerprint())
                .isNotEqualTo(whole.select(0).withLabels(Labels.named(List.of("b"), 0)).fingerprint());
        assertThat(one.withSampleNames(List.of("x")).fingerprint()).isEqualTo(one.fingerprint());
    }

    @Test
    void refusesSamplesThatAreNotThere() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> whole.select(0, 4));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> whole.slice(1, 5));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> whole.slice(3, 2));
    }
}

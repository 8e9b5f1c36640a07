package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;

import dev.hourglass.spec.Shape;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataSplitTest {
    private static final List<String> FILES = IntStream.range(0, 2000).mapToObj("pictures/%04d.png"::formatted)
            .toList();

    @Test
    void aboutATenthIsHeldOut() {
        assertThat((double) DataSplit.heldOut(counting(20_000)).test().size()).isCloseTo(2000, offset(150.0));
        assertThat((double) DataSplit.heldOut(named(FILES)).test().size()).isCloseTo(200, offset(40.0));
    }

    @Test
    void everySampleIsInOnePartInTheOrderOfTheWhole() {
        var split = DataSplit.heldOut(counting(100));

        var all = new TreeSet<Float>();
        for (var part : List.of(split.train(), split.test())) {
            var values = IntStream.range(0, part.size()).mapToObj(i -> part.sample(i)[0]).toList();
            assertThat(values).isSorted();
            all.addAll(values);
        }
        assertThat(all).hasSize(100);
    }

    @Test
    void samplesAddedOrRemovedMoveNoOther() {
        var before = testNames(FILES);

        assertThat(testNames(FILES.subList(7, 1500))).containsExactlyElementsOf(
                before.stream().filter(FILES.subList(7, 1500)::contains).toList());
        assertThat(testNames(FILES.reversed())).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void samplesWithoutNamesAreHeldOutByTheirFeatures() {
        var whole = counting(1000);
        var some = whole.select(IntStream.range(0, 1000).filter(i -> i % 3 != 0).toArray());

        var before = testValues(whole);
        assertThat(testValues(some)).isEqualTo(
                new TreeSet<>(before.stream().filter(value -> value % 3 != 0).toList()));
    }

    @Test
    void equalSamplesAreInOnePart() {
        var twice = IntStream.range(0, 1000).map(i -> i % 500).toArray();
        var split = DataSplit.heldOut(counting(500).select(twice));

        assertThat(values(split.train())).doesNotContainAnyElementsOf(values(split.test()));
    }

    @Test
    void aNameIsTheSameHoweverItsLettersAreComposed() {
        var composed = FILES.stream().map(file -> file.replace("pictures", "f\u00fc\u00dfe")).toList();
        var decomposed = FILES.stream().map(file -> file.replace("pictures", "fu\u0308\u00dfe")).toList();

        assertThat(testNames(decomposed).stream().map(name -> name.replace("u\u0308", "\u00fc")))
                .containsExactlyElementsOf(testNames(composed));
    }

    @Test
    void bothPartsHaveASampleHoweverFewThereAre() {
        for (int size = 2; size <= 40; size++) {
            var split = DataSplit.heldOut(counting(size));

            assertThat(split.train().size()).isPositive();
            assertThat(split.test().size()).isPositive();
            assertThat(split.train().size() + split.test().size()).isEqualTo(size);
        }
    }

    @Test
    void everyClassKeepsASampleToTrainOn() {
        for (int size = 3; size <= 60; size++) {
            int classes = size - 1;
            var labels = Labels.of(IntStream.range(0, size).map(i -> i % classes).toArray());
            var split = DataSplit.heldOut(counting(size).withLabels(labels));

            var train = split.train().labels().orElseThrow();
            assertThat(IntStream.range(0, train.size()).map(train::of).distinct()).hasSize(classes);
            assertThat(split.test().size()).isEqualTo(1);
        }
    }

    @Test
    void oneSampleCannotBeSplit() {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> DataSplit.heldOut(counting(1)))
                .withMessage("counting: expected at least 2 samples, one for training and one for testing, found 1");
    }

    @Test
    void bothPartsHaveOneShape() {
        var other = Dataset.ofFloats("other", Shape.of(3), new float[3], Optional.empty());

        assertThatExceptionOfType(DataException.class).isThrownBy(() -> new DataSplit(counting(1), other))
                .withMessage("counting: training samples have shape [1], test samples [3]");
    }

    private static List<String> testNames(List<String> files) {
        return DataSplit.heldOut(named(files)).test().sampleNames();
    }

    private static Set<Float> testValues(Dataset data) {
        return values(DataSplit.heldOut(data).test());
    }

    private static Set<Float> values(Dataset data) {
        var values = new TreeSet<Float>();
        IntStream.range(0, data.size()).forEach(i -> values.add(data.sample(i)[0]));
        return values;
    }

    private static Dataset named(List<String> files) {
        return counting(files.size()).withSampleNames(files);
    }

    private static Dataset counting(int size) {
        return Dataset.ofFloats(
                "counting", Shape.of(1), size, (sample, into) -> into[0] = sample, Optional.empty());
    }
}

package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.spec.Shape;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelledSubsetTest {
    /// 70 samples of class 0, 25 of class 1, 5 of class 2; each sample is its number.
    private static final Dataset UNEVEN = data(
            IntStream.range(0, 100).map(i -> i % 20 == 3 ? 2 : i % 4 == 1 ? 1 : 0).toArray());

    @Test
    void takesAsManyOfEachClass() {
        var few = LabelledSubset.balanced(UNEVEN, 14, 1);

        assertThat(counts(few)).containsExactly(5, 5, 4);
        assertThat(IntStream.range(0, 14).mapToObj(i -> few.sample(i)[0])).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void takesMoreOfTheOthersWhereAClassIsUsedUp() {
        assertThat(counts(LabelledSubset.balanced(UNEVEN, 40, 1))).containsExactly(18, 17, 5);
        assertThat(LabelledSubset.balanced(UNEVEN, 100, 1).size()).isEqualTo(100);
    }

    @Test
    void dependsOnTheSeedAlone() {
        var one = LabelledSubset.balanced(UNEVEN, 14, 1).fingerprint();

        assertThat(LabelledSubset.balanced(UNEVEN, 14, 1).fingerprint()).isEqualTo(one);
        assertThat(LabelledSubset.balanced(UNEVEN, 14, 2).fingerprint()).isNotEqualTo(one);
    }

    @Test
    void refusesWhatThereIsNot() {
        assertThatThrownBy(() -> LabelledSubset.balanced(UNEVEN, 2, 1)).isInstanceOf(DataException.class)
                .hasMessage("uneven: expected 3 to 100 labels, at least one for each class and at most all, found 2");
        assertThatThrownBy(() -> LabelledSubset.balanced(UNEVEN, 101, 1)).hasMessageContaining("found 101");
        var bare = Dataset.ofFloats("bare", Shape.of(1), new float[3], Optional.empty());
        assertThatThrownBy(() -> LabelledSubset.balanced(bare, 2, 1)).isInstanceOf(DataException.class)
                .hasMessageStartingWith("bare: expected samples with labels, found none");
    }

    private static int[] counts(Dataset data) {
        var counts = new int[3];
        for (int i = 0; i < data.size(); i++) counts[data.labels().orElseThrow().of(i)]++;
        return counts;
    }

    private static Dataset data(int... classes) {
        var values = new float[classes.length];
        for (int i = 0; i < values.length; i++) values[i] = i;
        return Dataset.ofFloats("uneven", Shape.of(1), values, Optional.of(Labels.of(classes)));
    }
}

package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelsTest {
    @Test
    void namesThatAreNumbersAreInTheOrderOfTheirValues() {
        var folders = IntStream.range(0, 12).mapToObj(Integer::toString).sorted().toList();

        var labels = Labels.ofNames(folders);

        assertThat(labels.names()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
        assertThat(labels.of(folders.indexOf("10"))).isEqualTo(10);
        assertThat(labels.of(folders.indexOf("2"))).isEqualTo(2);
    }

    @Test
    void otherNamesAreInTheOrderOfTheirLettersAfterNumbers() {
        assertThat(Labels.ofNames(List.of("dogs", "cats", "007", "7", "Zebras", "12")).names())
                .containsExactly("007", "7", "12", "Zebras", "cats", "dogs");
    }

    @Test
    void classesWithoutNamesAreCalledByTheirNumbers() {
        var labels = Labels.of(2, 0, 2);

        assertThat(labels.isNamed()).isFalse();
        assertThat(labels.names()).containsExactly("0", "1", "2");
        assertThat(labels.as(List.of("2", "1", "0")).of(0)).isZero();
    }

    @Test
    void classesAreMatchedByName() {
        var labels = Labels.named(List.of("dogs"), 0, 0).as(List.of("cats", "dogs", "mice"));

        assertThat(labels.of(0)).isEqualTo(1);
        assertThat(labels.classes()).isEqualTo(3);
        assertThat(labels.names()).containsExactly("cats", "dogs", "mice");
    }

    @Test
    void aNameThatIsNotKnownIsRefusedWithThoseThatAre() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Labels.named(List.of("dogs", "wolves"), 0, 1).as(List.of("cats", "dogs")))
                .withMessage("class 'wolves': expected one of cats, dogs");
    }

    @Test
    void aNameWithoutSamplesNeedNotBeKnown() {
        assertThat(Labels.named(List.of("dogs", "wolves"), 0).as(List.of("cats", "dogs")).of(0)).isEqualTo(1);
    }

    @Test
    void everyClassHasANameOfItsOwn() {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Labels.named(List.of("a", "a"), 0))
                .withMessage("expected a name of its own for each class, found [a, a]");
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Labels.named(List.of("a", "b"), 0, 2))
                .withMessage("label 1: expected a class from 0 to 1, one of [a, b], found 2");
    }

    @Test
    void aSelectionKeepsTheNames() {
        assertThat(Labels.named(List.of("a", "b"), 0, 1).select(new int[] {1}).names()).containsExactly("a", "b");
    }
}

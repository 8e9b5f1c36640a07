package dev.hourglass.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Labels;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionTest {
    @Test
    void countsWhatWasToldOfEachClass() {
        var confusion = Confusion.of(new int[] {0, 1, 1, 2, 0}, Labels.of(0, 1, 2, 2, 2), 3);

        assertThat(confusion.counts()).isDeepEqualTo(new int[][] {{1, 0, 0}, {0, 1, 0}, {1, 1, 1}});
        assertThat(confusion.samples()).isEqualTo(5);
        assertThat(confusion.accuracy()).isEqualTo(0.6);
    }

    @Test
    void addsUpSets() {
        var one = Confusion.of(new int[] {0, 1}, Labels.of(0, 0), 2);

        assertThat(Confusion.sum(List.of(one, one)).counts()).isDeepEqualTo(new int[][] {{2, 2}, {0, 0}});
    }

    @Test
    void refusesAClassThatTheClassifierDoesNotKnow() {
        assertThatThrownBy(() -> Confusion.of(new int[] {0}, Labels.of(new int[] {5}), 2))
                .isInstanceOf(DataException.class)
                .hasMessage("sample 0: expected a class from 0 to 1, found 5; the classifier was not trained on it");
    }
}

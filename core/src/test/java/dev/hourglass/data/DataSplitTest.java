package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.spec.Shape;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataSplitTest {
    @Test
    void everyTenthSampleIsForTesting() {
        var split = DataSplit.everyTenth(counting(25));

        assertThat(split.train().size()).isEqualTo(23);
        assertThat(split.train().sample(9)).containsExactly(10);
        assertThat(split.test().size()).isEqualTo(2);
        assertThat(split.test().sample(0)).containsExactly(9);
        assertThat(split.test().sample(1)).containsExactly(19);
    }

    @Test
    void ofAFewSamplesTheLastIsForTesting() {
        for (int size = 2; size <= 10; size++) {
            var split = DataSplit.everyTenth(counting(size));

            assertThat(split.train().size()).isEqualTo(size - 1);
            assertThat(split.test().size()).isEqualTo(1);
            assertThat(split.test().sample(0)).containsExactly(size - 1);
        }
    }

    @Test
    void oneSampleCannotBeSplit() {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> DataSplit.everyTenth(counting(1)))
                .withMessage("counting: expected at least 2 samples, one to train on and one to test with, found 1");
    }

    @Test
    void bothPartsHaveOneShape() {
        var other = Dataset.ofFloats("other", Shape.of(3), new float[3], Optional.empty());

        assertThatExceptionOfType(DataException.class).isThrownBy(() -> new DataSplit(counting(1), other))
                .withMessage("counting: training samples have shape [1], test samples [3]");
    }

    private static Dataset counting(int size) {
        var values = new float[size];
        for (int i = 0; i < size; i++) values[i] = i;
        return Dataset.ofFloats("counting", Shape.of(1), values, Optional.empty());
    }
}

package dev.hourglass.experiments.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.spec.Shape;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    @Test
    void takesOneOfEachClassInTheirOrderThenOthers() {
        var data = numbered(6, Optional.of(Labels.of(2, 2, 0, 1, 0, 2)));

        assertThat(numbers(Examples.of(data, 4))).containsExactly(2, 3, 0, 1);
        assertThat(numbers(Examples.of(data, 2))).containsExactly(2, 3);
    }

    @Test
    void takesTheFirstOnesWithoutLabelsAndNoMoreThanThereAre() {
        assertThat(numbers(Examples.of(numbered(3, Optional.empty()), 2))).containsExactly(0, 1);
        assertThat(numbers(Examples.of(numbered(3, Optional.empty()), 10))).containsExactly(0, 1, 2);
    }

    private static Dataset numbered(int samples, Optional<Labels> labels) {
        var values = new float[samples];
        for (int i = 0; i < samples; i++) {
            values[i] = i;
        }
        return Dataset.ofFloats("numbers", Shape.of(1), values, labels);
    }

    private static int[] numbers(Dataset data) {
        return IntStream.range(0, data.size()).map(i -> (int) data.sample(i)[0]).toArray();
    }
}

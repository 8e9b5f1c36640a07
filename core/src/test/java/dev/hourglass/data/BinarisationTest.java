package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.spec.Shape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BinarisationTest {
    private static final Shape SHAPE = Shape.of(2, 2, 1);

    private static Dataset grey(int samples) {
        return Dataset.ofFloats("grey", SHAPE, samples, (sample, into) -> {
            into[0] = 0;
            into[1] = 0.25f;
            into[2] = 0.75f;
            into[3] = 1;
        }, Optional.of(Labels.of(new int[samples])));
    }

    @Test
    void drawsOnesWithTheProbabilityOfEachValue() {
        var drawn = Binarisation.of(grey(20_000), 1);
        var ones = new int[4];
        for (int i = 0; i < drawn.size(); i++) {
            var sample = drawn.sample(i);
            for (int f = 0; f < 4; f++) {
                assertThat(sample[f]).isIn(0f, 1f);
                ones[f] += (int) sample[f];
            }
        }
        assertThat(ones[0]).isZero();
        assertThat(ones[1] / 20_000.0).isCloseTo(0.25, within(0.015));
        assertThat(ones[2] / 20_000.0).isCloseTo(0.75, within(0.015));
        assertThat(ones[3]).isEqualTo(20_000);
    }

    @Test
    void isTheSameWheneverItIsDrawnAgain() {
        assertThat(Binarisation.of(grey(50), 1).fingerprint()).isEqualTo(Binarisation.of(grey(50), 1).fingerprint());
        assertThat(Binarisation.of(grey(50), 2).fingerprint())
                .isNotEqualTo(Binarisation.of(grey(50), 1).fingerprint());
    }

    @Test
    void keepsNameShapeLabelsAndNamesOfSamples() {
        var named = grey(2).withSampleNames(List.of("a", "b"));
        var drawn = Binarisation.of(named, 1);
        assertThat(drawn.name()).isEqualTo("grey");
        assertThat(drawn.shape()).isEqualTo(SHAPE);
        assertThat(drawn.labels()).isEqualTo(named.labels());
        assertThat(drawn.sampleNames()).containsExactly("a", "b");
        assertThat(drawn.bits()).hasValue(8);
    }

    @Test
    void refusesMissingValues() {
        var holes = Dataset.withMissing(new float[][] {{0, 1}, {Float.NaN, 1}});
        assertThatThrownBy(() -> Binarisation.of(holes, 1)).isInstanceOf(DataException.class)
                .hasMessage("array: sample 1: expected numbers to binarise, found a missing one");
    }
}

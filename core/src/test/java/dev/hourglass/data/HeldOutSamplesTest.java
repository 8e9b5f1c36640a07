package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.spec.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldOutSamplesTest {
    @Test
    void samplesThatPassAreHeldOutAsThoseThatAreHeld() {
        for (int size : new int[] {2, 3, 5, 8, 40, 3000}) {
            for (int start = 0; start < 20; start++) {
                var names = names(start, size);
                var byName = new HeldOutSamples("orders");
                var byFeatures = new HeldOutSamples("orders");
                for (int i = 0; i < size; i++) {
                    byName.add(names.get(i));
                    byFeatures.add(new float[] {start + i, 1});
                }

                assertThat(byName.isHeldOut())
                        .isEqualTo(DataSplit.isHeldOut(counting(start, size).withSampleNames(names)));
                assertThat(byFeatures.isHeldOut()).isEqualTo(DataSplit.isHeldOut(counting(start, size)));
            }
        }
    }

    @Test
    void oneSampleIsTooFew() {
        var samples = new HeldOutSamples("orders");
        samples.add("the only one");

        assertThatExceptionOfType(DataException.class).isThrownBy(samples::isHeldOut)
                .withMessage("orders: expected at least 2 samples, one for training and one for testing, found 1");
    }

    private static List<String> names(int start, int size) {
        return IntStream.range(start, start + size).mapToObj("row %d"::formatted).toList();
    }

    private static Dataset counting(int start, int size) {
        return Dataset.ofFloats("orders", Shape.of(2), size, (sample, features) -> {
            features[0] = start + sample;
            features[1] = 1;
        }, Optional.empty());
    }
}

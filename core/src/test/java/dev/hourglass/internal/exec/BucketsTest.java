package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketsTest {
    @ParameterizedTest
    @CsvSource({"1000, 8, 128", "1001, 8, 128", "1024, 8, 128", "1031, 8, 128", "7, 7, 7", "130, 4, 8", "97, 1, 10"})
    void giveEachSampleOnceAnEpochInSlicesThatDivideTheBatch(int samples, int count, int batch) {
        var buckets = new Buckets(samples, count, batch, 1);
        var orders = IntStream.range(0, count).mapToObj(bucket -> buckets.order(3, bucket)).toList();
        var seen = new ArrayList<Integer>();
        int all = 0;
        for (int step = 1; step <= buckets.steps(); step++) {
            int inBatch = 0;
            for (int bucket = 0; bucket < count; bucket++) {
                var slice = buckets.slice(orders.get(bucket), 3, step, bucket);
                if (slice.isEmpty()) {
                    continue;
                }
                var found = slice.get();
                assertThat(found.count()).isLessThanOrEqualTo(batch / count);
                assertThat(found.batchSize()).isEqualTo(buckets.samples(step));
                for (int i = 0; i < found.count(); i++) {
                    int sample = found.order()[found.from() + i];
                    assertThat(sample % count).isEqualTo(bucket);
                    seen.add(sample);
                }
                inBatch += found.count();
            }
            assertThat(inBatch).isEqualTo(buckets.samples(step)).isPositive();
            all += inBatch;
        }
        assertThat(all).isEqualTo(samples);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(IntStream.range(0, samples).boxed().toList());
        assertThat(buckets.samples(buckets.steps() + 1)).isZero();
    }

    @Test
    void haveAnOrderOfTheirOwnInEachEpoch() {
        var buckets = new Buckets(400, 4, 40, 1);
        assertThat(buckets.order(1, 0)).isEqualTo(buckets.order(1, 0)).isNotEqualTo(buckets.order(2, 0));
        assertThat(buckets.order(1, 0)).isNotEqualTo(new Buckets(400, 4, 40, 2).order(1, 0));
        var places = Arrays.stream(buckets.order(1, 0)).map(sample -> sample / 4).toArray();
        assertThat(Arrays.stream(buckets.order(1, 1)).map(sample -> sample / 4).toArray()).isNotEqualTo(places);
    }

    @Test
    void refuseBatchesThatTheyDoNotDivide() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Buckets(100, 3, 10, 1))
                .withMessage("expected a batch of equal slices of 3 buckets, and a sample for each, found 10 and 100");
        assertThatIllegalArgumentException().isThrownBy(() -> new Buckets(3, 4, 8, 1));
    }
}

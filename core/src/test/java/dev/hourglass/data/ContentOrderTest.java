package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.spec.Shape;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContentOrderTest {
    private static final Dataset DATA = Dataset.ofFloats("numbers", Shape.of(3), 200, (sample, features) -> {
        var random = new Random(sample % 150);
        for (int i = 0; i < features.length; i++) {
            features[i] = random.nextFloat();
        }
    }, Optional.empty());

    @Test
    void doesNotDependOnWhereSamplesAre() {
        var shuffled = IntStream.range(0, DATA.size()).boxed().sorted(
                (a, b) -> Integer.compare(a * 77 % 200, b * 77 % 200)).mapToInt(i -> i).toArray();
        var other = DATA.select(shuffled);
        var one = DATA.select(ContentOrder.of(DATA));
        var two = other.select(ContentOrder.of(other));
        for (int i = 0; i < DATA.size(); i++) {
            assertThat(two.sample(i)).isEqualTo(one.sample(i));
        }
        assertThat(ContentOrder.of(DATA)).isNotEqualTo(IntStream.range(0, DATA.size()).toArray());
    }

    @Test
    void isByTheHashAsAnUnsignedNumber() {
        var order = ContentOrder.of(DATA);
        for (int i = 1; i < order.length; i++) {
            long before = ContentOrder.hash(DATA.sample(order[i - 1]));
            assertThat(Long.compareUnsigned(before, ContentOrder.hash(DATA.sample(order[i])))).isLessThanOrEqualTo(0);
        }
    }

    @Test
    void ofEqualFeaturesIsThatOfTheClasses() {
        var rows = new float[][] {{1, 2}, {1, 2}, {1, 2}};
        assertThat(ContentOrder.of(Dataset.of(rows, new int[] {2, 0, 1}))).containsExactly(1, 2, 0);
    }

    @Test
    void takesBothZerosForOneHashAndThenTheNegativeOneFirst() {
        assertThat(ContentOrder.hash(new float[] {-0f})).isEqualTo(ContentOrder.hash(new float[] {0}));
        assertThat(ContentOrder.of(Dataset.of(new float[][] {{0}, {-0f}}))).containsExactly(1, 0);
    }

    /// It decides which bucket a sample is in, so it must never change.
    @Test
    void staysAsItIs() {
        assertThat(ContentOrder.hash(new float[] {0.5f, -1, 3})).isEqualTo(-1526791874299557320L);
    }
}

package dev.hourglass.datasets.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Shape;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MnistTest {
    @Test
    void loadsAllPicturesWithTheirDigits() {
        var mnist = Mnist.load();

        assertThat(mnist.train().name()).isEqualTo("mnist");
        assertThat(mnist.train().shape()).isEqualTo(Shape.of(28, 28, 1));
        assertThat(mnist.train().size()).isEqualTo(60_000);
        assertThat(mnist.test().size()).isEqualTo(10_000);
        assertThat(firstDigits(mnist.train())).containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
        assertThat(firstDigits(mnist.test())).containsExactly(7, 2, 1, 0, 4, 1, 4, 9, 5, 9);
        assertThat(mnist.train().labels().orElseThrow().classes()).isEqualTo(10);
    }

    @Test
    void pixelsAreFromZeroToOne() {
        var sample = Mnist.load().train().sample(0);

        assertThat(IntStream.range(0, sample.length).mapToDouble(i -> sample[i]).sum()).isEqualTo(27525 / 255.0,
                within(1e-4));
        assertThat(sample[5 * 28 + 12]).isEqualTo(3 / 255f);
    }

    private static int[] firstDigits(Dataset dataset) {
        var labels = dataset.labels().orElseThrow();
        return IntStream.range(0, 10).map(labels::of).toArray();
    }
}

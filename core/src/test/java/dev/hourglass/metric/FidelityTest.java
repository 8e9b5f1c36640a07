package dev.hourglass.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.spec.Shape;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FidelityTest {
    @Test
    void measuresTheErrorOfEachClassThatOccurs() {
        var data = pairs(Optional.of(Labels.of(2, 0, 2)), 0, 1, 1, 1, 0, 0);

        var fidelity = Fidelity.of(data, new float[][] {{0, 0.5f}, {1, 1}, {1, 0}});

        assertThat(fidelity.meanSquaredError()).isCloseTo((0.25 + 0 + 1) / 6, within(1e-12));
        assertThat(fidelity.byClass()).containsExactly(new ClassError(0, "0", 1, 0), new ClassError(2, "2", 2, 0.3125));
    }

    @Test
    void measuresTheCrossEntropyOfProbabilities() {
        var fidelity = Fidelity.of(pairs(Optional.empty(), 1, 0.5f), new float[][] {{0.25f, 0.5f}});

        assertThat(fidelity.crossEntropy()).hasValueCloseTo((Math.log(4) + Math.log(2)) / 2, within(1e-9));
        assertThat(fidelity.byClass()).isEmpty();
        assertThat(fidelity.ssim()).isEmpty();
    }

    @Test
    void aPixelThatIsWrongAndSureOfItselfCostsAFinitePrice() {
        assertThat(Fidelity.of(pairs(Optional.empty(), 1, 0), new float[][] {{0, 0}}).crossEntropy())
                .hasValueCloseTo(-Math.log(1e-7) / 2, within(1e-6));
    }

    @Test
    void thereIsNoCrossEntropyOfWhatIsNoProbability() {
        assertThat(Fidelity.of(pairs(Optional.empty(), 1, 0), new float[][] {{1.5f, 0}}).crossEntropy()).isEmpty();
        assertThat(Fidelity.of(pairs(Optional.empty(), -1, 0), new float[][] {{1, 0}}).crossEntropy()).isEmpty();
    }

    @Test
    void measuresEachChannelOfColourPictures() {
        var shape = Shape.of(11, 11, 3);
        var random = new SplittableRandom(1);
        var values = new float[2 * shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        var data = Dataset.ofFloats("colours", shape, values, Optional.empty());
        var others = new float[][] {data.sample(0), data.sample(1)};
        for (int i = 1; i < shape.size(); i += 3) {
            others[1][i] = 1 - others[1][i];
        }

        var fidelity = Fidelity.of(data, others);
        var channels = fidelity.byChannel();

        assertThat(channels).extracting(ChannelFidelity::channel).containsExactly(0, 1, 2);
        assertThat(channels.get(0).meanSquaredError()).isZero();
        assertThat(channels.get(0).psnr()).isInfinite();
        assertThat(channels.get(2).ssim()).hasValueCloseTo(1.0, within(1e-12));
        assertThat(channels.get(1).meanSquaredError()).isCloseTo(3 * fidelity.meanSquaredError(), within(1e-9));
        assertThat(channels.stream().mapToDouble(channel -> channel.ssim().orElseThrow()).average())
                .hasValueCloseTo(fidelity.ssim().orElseThrow(), within(1e-12));
        assertThat(Fidelity.of(pairs(Optional.empty(), 1, 0), new float[][] {{1, 0}}).byChannel()).isEmpty();
    }

    @Test
    void averagesTheSimilarityOfPictures() {
        var shape = Shape.of(11, 11, 1);
        var values = new float[2 * 121];
        Arrays.fill(values, 0.5f);
        var dim = new float[121];
        Arrays.fill(dim, 0.25f);
        var data = Dataset.ofFloats("even", shape, values, Optional.empty());

        var fidelity = Fidelity.of(data, new float[][] {data.sample(0), dim});

        assertThat(fidelity.ssim()).hasValueCloseTo((1 + 0.2501 / 0.3126) / 2, within(1e-9));
    }

    @Test
    void refusesWhatDoesNotBelongTogether() {
        var data = pairs(Optional.empty(), 1, 0);

        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Fidelity.of(data, new float[0][]))
                .withMessage("pairs: expected at least one sample and a reconstruction for each, found 1 and 0");
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Fidelity.of(data, new float[1][3]))
                .withMessage("pairs: expected reconstructions of 2 features, found 3");
    }

    private static Dataset pairs(Optional<Labels> labels, float... values) {
        return Dataset.ofFloats("pairs", Shape.of(2), values, labels);
    }
}

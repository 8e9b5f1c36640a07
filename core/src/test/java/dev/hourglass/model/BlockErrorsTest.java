package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.BlockLosses;
import dev.hourglass.spec.loss.GaussianLikelihood;
import dev.hourglass.spec.loss.LossBlock;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.Poisson;
import dev.hourglass.spec.loss.Reconstruction;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockErrorsTest {
    private static final Reconstruction OUTPUTS = new BlockLosses(List.of(
            new LossBlock(2, new MeanSquaredError(), 3),
            new LossBlock(3, new SoftmaxCrossEntropy(3), 0.5),
            new LossBlock(1, new BinaryCrossEntropy(), 2),
            new LossBlock(1, new GaussianLikelihood(0.5)))).outputs(Shape.of(7));
    private static final float[] RECONSTRUCTION = {1, 0, 0.25f, 0.5f, 0.25f, 0.75f, 1};

    @Test
    void areTheWeightedLossesOfEachBlock() {
        var errors = errors(new float[] {3, 1, 0, 1, 0, 1, 2}, RECONSTRUCTION);
        assertThat(errors[0]).isEqualTo(3 * (4 + 1));
        assertThat(errors[1]).isCloseTo(0.5 * Math.log(2), within(1e-12));
        assertThat(errors[2]).isCloseTo(-2 * Math.log(0.75), within(1e-12));
        assertThat(errors[3]).isCloseTo(2 + Math.log(0.5 * Math.sqrt(2 * Math.PI)), within(1e-12));
    }

    @Test
    void ofWhatIsMissingAreZero() {
        float missing = Float.NaN;
        assertThat(errors(new float[] {3, missing, 0, 1, missing, missing, missing}, RECONSTRUCTION))
                .containsExactly(12, 0, 0, 0);
        assertThat(errors(new float[] {3, 1, 0, 0, 0, 1, 2}, RECONSTRUCTION)[1]).isZero();
    }

    @Test
    void ofCertainMistakesAreFinite() {
        var errors = errors(new float[] {0, 0, 1, 0, 0, 1, 0}, new float[] {0, 0, 0, 1, 0, 0, 0});
        assertThat(errors[1]).isCloseTo(-0.5 * Math.log(1e-7), within(1e-9));
        assertThat(errors[2]).isCloseTo(-2 * Math.log(1e-7), within(1e-9));
    }

    @Test
    void addUpToTheLossOfAnEvaluation() {
        var spec = Examples.table(new NoCorruption());
        var model = TrainedAutoencoder.initial(spec, 3);
        var data = Examples.table(50);
        var outputs = (Reconstruction) spec.outputs();
        double sum = 0;
        for (int i = 0; i < data.size(); i++) {
            var errors = new double[outputs.blocks().size()];
            BlockErrors.of(outputs, data.sample(i), reconstruction(model, data, i), errors);
            sum += Arrays.stream(errors).sum();
        }
        assertThat(sum / (data.size() * outputs.shape().size()))
                .isCloseTo(model.evaluate(data, 1).loss(), within(1e-5));
    }

    @Test
    void ofCountsAreHalfTheDeviance() {
        var outputs = new BlockLosses(List.of(new LossBlock(4, new Poisson(), 2))).outputs(Shape.of(4));
        var errors = new double[1];
        BlockErrors.of(outputs, new float[] {3, 0, Float.NaN, 2}, new float[] {1.5f, 0.5f, 9, 2}, errors);
        assertThat(errors[0]).isCloseTo(2 * (3 * Math.log(2) - 1.5 + 0.5), within(1e-12));

        BlockErrors.of(outputs, new float[] {1, 0, 0, 0}, new float[4], errors);
        assertThat(errors[0]).isCloseTo(2 * (Math.log(1e7) - 1), within(1e-5));
    }

    @Test
    void refusesArraysOfOtherLengths() {
        assertThatThrownBy(() -> BlockErrors.of(OUTPUTS, new float[7], new float[6], new double[4]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 7 features twice and room for 4 blocks, found 7, 6 and 4");
    }

    private static float[] reconstruction(TrainedAutoencoder model, Dataset data, int sample) {
        return model.reconstruct(data.slice(sample, sample + 1))[0];
    }

    private static double[] errors(float[] sample, float[] reconstruction) {
        var errors = new double[] {-1, -1, -1, -1};
        BlockErrors.of(OUTPUTS, sample, reconstruction, errors);
        return errors;
    }
}

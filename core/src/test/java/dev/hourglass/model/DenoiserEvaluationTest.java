package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.corruption.Crosshair;
import dev.hourglass.spec.corruption.Crosshair.Position;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Measures of a model that gives 0.5 everywhere, on pictures of 0.25 that a white cross covers.
class DenoiserEvaluationTest {
    private static final Shape PICTURE = Shape.of(7, 9, 1);
    private static final int CROSSED = 7 + 9 - 1;
    private static final double DAMAGE = 0.75 * 0.75;
    private static final double ERROR = 0.25 * 0.25;

    private static final ReconstructionEvaluation EVALUATION = evaluate();

    @Test
    void comparesTheReconstructionWithTheCleanSample() {
        assertThat(EVALUATION.loss()).isCloseTo(ERROR, within(1e-7));
        assertThat(EVALUATION.mse()).isCloseTo(ERROR, within(1e-7));
        assertThat(EVALUATION.psnr()).isCloseTo(-10 * Math.log10(ERROR), within(1e-5));
    }

    @Test
    void comparesTheCorruptedInputWithTheCleanSample() {
        assertThat(EVALUATION.corruptedPsnr().orElseThrow()).isCloseTo(-10 * Math.log10(DAMAGE * CROSSED / 63),
                within(1e-5));
    }

    @Test
    void measuresTheCorruptedPartsBeforeAndAfterTheRepair() {
        var inside = EVALUATION.inpainting().orElseThrow();
        assertThat(inside.mse()).isCloseTo(ERROR, within(1e-7));
        assertThat(inside.corruptedMse()).isCloseTo(DAMAGE, within(1e-7));
    }

    private static ReconstructionEvaluation evaluate() {
        var spec = new Autoencoder(PICTURE, List.of(), List.of(new Conv2d(1, 1, Activation.IDENTITY)),
                new MeanSquaredError()).withCorruption(new Crosshair(1, Position.CENTRED, List.of(1.0)));
        var values = new float[2 * PICTURE.size()];
        Arrays.fill(values, 0.25f);
        var pictures = Dataset.ofFloats("even", PICTURE, values, Optional.empty());
        float[] zeroAndBias = {0, 0.5f};
        return (ReconstructionEvaluation) TrainedAutoencoder.of(spec, zeroAndBias, Map.of()).evaluate(pictures, 1);
    }
}

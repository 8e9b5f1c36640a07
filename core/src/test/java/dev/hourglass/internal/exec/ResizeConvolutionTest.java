package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.VectorKernels;
import dev.hourglass.internal.op.UpsampleOp;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.init.GlorotUniform;
import dev.hourglass.spec.init.Zeros;
import dev.hourglass.spec.layer.Activate;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.Interpolation;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.Padding;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An enlargement that is folded into the convolution after it, against the two as operations of their own.
class ResizeConvolutionTest {
    private static final int SAMPLES = 19;

    @ParameterizedTest
    @CsvSource({"2, 3, 5, 4", "2, 5, 3, 3", "3, 3, 4, 2", "2, 2, 3, 5", "4, 1, 2, 2", "3, 4, 3, 1"})
    void equalsUpsamplingThenConvolving(int factor, int kernel, int height, int width) {
        var folded = train(autoencoder(factor, kernel, height, width, true));
        var apart = train(autoencoder(factor, kernel, height, width, false));
        assertThat(folded.loss).isCloseTo(apart.loss, offset(1e-6));
        for (int i = 0; i < folded.gradients.length; i++) {
            assertThat(folded.gradients[i]).as("gradient %d", i).isCloseTo(apart.gradients[i], offset(1e-5f));
        }
        for (int i = 0; i < folded.outputs.length; i++) {
            assertThat(folded.outputs[i]).containsExactly(apart.outputs[i], offset(1e-5f));
        }
    }

    @Test
    void isFoldedIntoOneOperation() {
        assertThat(Graph.of(autoencoder(2, 3, 4, 4, true), 1).nodes())
                .noneMatch(operation -> operation.op() instanceof UpsampleOp);
    }

    /// An identity activation between the two keeps them apart.
    private static Autoencoder autoencoder(int factor, int kernel, int height, int width, boolean isFolded) {
        var decoder = new ArrayList<Layer>();
        decoder.add(Upsample2d.by(factor, Interpolation.NEAREST));
        if (!isFolded) {
            decoder.add(new Activate(Activation.IDENTITY));
        }
        decoder.add(new Conv2d(3, kernel, Activation.TANH));
        return new Autoencoder(
                Shape.of(height * factor, width * factor, 3),
                List.of(new Conv2d(
                        5, factor, factor, Padding.VALID, Activation.TANH,
                        new GlorotUniform(), new Zeros())),
                decoder,
                new MeanSquaredError());
    }

    private record Outcome(double loss, float[] gradients, float[][] outputs) {}

    private static Outcome train(Autoencoder spec) {
        var random = new Random(2);
        var values = new float[SAMPLES * spec.input().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        var data = Dataset.ofFloats("random", spec.input(), values, Optional.empty());
        try (var engine = new TrainingEngine(spec, new Sgd(1e-9), SAMPLES, 1, data, 1, new VectorKernels())) {
            double loss = engine.step(IntStream.range(0, SAMPLES).toArray(), 0, SAMPLES, 1, 1);
            var network = new Network(spec, engine.weights(), new VectorKernels());
            return new Outcome(loss, engine.lastGradients(), network.reconstruct(data));
        }
    }
}

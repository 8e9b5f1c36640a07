package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JitWarmUpTest {
    static List<Autoencoder> specs() {
        var wide = new Autoencoder(
                Shape.of(1003),
                List.of(new Dense(1, Activation.TANH), new Dense(63, Activation.ELU)),
                List.of(new Dense(1003, Activation.SIGMOID)),
                new BinaryCrossEntropy());
        return List.of(Examples.dense(), Examples.convolutional(), Examples.variational(), wide);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void staysWithinItsScratchData(Autoencoder spec) {
        var warmUp = new JitWarmUp(KernelUsage.of(Graph.of(spec, 1)), Kernels.best());
        assertThatCode(() -> {
            warmUp.train();
            warmUp.infer();
            warmUp.inferRows(InferenceGraphs.of(spec).rows());
        }).doesNotThrowAnyException();
    }
}

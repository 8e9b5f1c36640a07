package dev.hourglass.internal.exec;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.spec.Autoencoder;
import java.util.Arrays;
import java.util.List;

/// The graphs of a spec for forward passes; the models that a training makes on its way share them.
///
/// @param panels for samples 16 side by side
/// @param rows for samples one behind the other
public record InferenceGraphs(Graph panels, Graph rows) {
    public static InferenceGraphs of(Autoencoder spec) {
        return new InferenceGraphs(Graph.forInference(spec, Kernels.LANES), Graph.forInference(spec, 1));
    }

    public Autoencoder spec() {
        return panels.spec();
    }

    /// In file order.
    public List<ParameterTensor> tensors() {
        return panels.tensors();
    }

    /// The parameters with which a training begins, in file order.
    public float[] initialWeights(long seed) {
        return Arrays.copyOf(Initialisation.weights(panels, seed), panels.parameters());
    }
}

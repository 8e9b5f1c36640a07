package dev.hourglass.interop.pytorch;

import java.util.List;

/// Batch normalisation of a trained network behind a layer: a linear map of each of its outputs, `(y - mean) / sqrt(variance + epsilon) *
/// weight + bias` with the averages of training (Ioffe and Szegedy 2015), which the layer's own weights and biases take over.
///
/// @param layer whose outputs it reads, such as `encoder.0`
/// @param name of the module in PyTorch, such as `bn1`
/// @param size how many outputs there are
record BatchNormalisation(String layer, String name, int size) {
    /// What the name of a layer has behind it where names are listed.
    static final String KEY = ".batch_norm";

    private static final double EPSILON = 1e-5;
    private static final List<String> TENSORS = List.of("weight", "bias", "running_mean", "running_var");

    /// What the file has to hold of it.
    List<ExpectedTensor> tensors() {
        return TENSORS.stream()
                .map(role -> new ExpectedTensor(name + "." + role, List.of(size), layer + KEY + "." + role))
                .toList();
    }

    /// A tensor that PyTorch writes and nothing needs.
    String counter() {
        return name + ".num_batches_tracked";
    }

    /// Changes a layer's parameters.
    ///
    /// @param values of [#tensors], in their order
    /// @param bias of the layer, whose weights have its outputs last
    void fold(List<float[]> values, Translation weight, Translation.Bias bias, float[] parameters) {
        var places = bias.out().places();
        for (int output = 0; output < places.length; output++) {
            int place = places[output];
            double scale = values.get(0)[place] / Math.sqrt(values.get(3)[place] + EPSILON);
            for (int i = weight.tensor().offset() + output; i < weight.tensor().end(); i += places.length) {
                parameters[i] = (float) (parameters[i] * scale);
            }
            int at = bias.tensor().offset() + output;
            parameters[at] = (float) ((parameters[at] - values.get(2)[place]) * scale + values.get(1)[place]);
        }
    }
}

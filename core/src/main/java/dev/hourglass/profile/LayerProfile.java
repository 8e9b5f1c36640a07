package dev.hourglass.profile;

/// What one operation of the engine cost: a layer with whatever is fused into it.
///
/// @param title such as `encoder layer 1 (dense 784->36)`
/// @param forward from the layer's input to its output
/// @param weightGradient the gradients of weights and biases, after that of the activation
/// @param inputGradient from the output's gradient to the input's; the first layer has none
public record LayerProfile(String title, Pass forward, Pass weightGradient, Pass inputGradient) {
    /// All three together.
    public Pass total() {
        return forward.plus(weightGradient).plus(inputGradient);
    }
}

package dev.hourglass.internal.engine;

import dev.hourglass.internal.graph.ParameterTensor;
import java.util.List;

/// Moves parameters along their gradients; keeps whatever an optimizer remembers of each parameter.
///
/// Sums that fade away stop long before they become denormal numbers, with which arithmetic is many times slower.
sealed interface Descent permits SgdDescent, AdamDescent, AdadeltaDescent, RmsPropDescent, AdagradDescent {
    /// Prepares the constants of one step.
    ///
    /// @param step counted from 1
    /// @param rate factor on the learning rate
    void begin(long step, double rate);

    /// Updates the parameters `from` to `to - 1` of a tensor.
    void update(ParameterTensor tensor, float[] weights, float[] gradient, int from, int to);

    /// What is remembered of each parameter, not copied: together with the parameters and the number of steps, all that the
    /// next step depends on.
    List<Slot> slots();

    /// Rounds to a multiple of about 1e-32; above about 1e-17 changes nothing. Two additions, which the JIT turns into
    /// vectors, as it does not a comparison.
    static float flush(float x) {
        return x + 1e-25f - 1e-25f;
    }
}

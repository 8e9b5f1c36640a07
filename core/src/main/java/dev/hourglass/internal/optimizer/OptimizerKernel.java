package dev.hourglass.internal.optimizer;

import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.spec.optimizer.Adadelta;
import dev.hourglass.spec.optimizer.Adagrad;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.optimizer.AdamW;
import dev.hourglass.spec.optimizer.NAdam;
import dev.hourglass.spec.optimizer.Optimizer;
import dev.hourglass.spec.optimizer.RmsProp;
import dev.hourglass.spec.optimizer.Sgd;

/// Moves parameters along their gradients; keeps what an optimizer remembers of each parameter in [Slots].
///
/// Sums that fade away stop long before they become denormal numbers, with which arithmetic is many times slower.
public sealed interface OptimizerKernel
        permits SgdKernel, AdamKernel, NAdamKernel, AdadeltaKernel, RmsPropKernel, AdagradKernel {
    static OptimizerKernel of(Optimizer optimizer, Slots slots) {
        return switch (optimizer) {
            case Sgd sgd -> new SgdKernel(sgd, slots);
            case Adam adam -> new AdamKernel(adam, slots);
            case AdamW adamW -> new AdamKernel(adamW, slots);
            case NAdam nAdam -> new NAdamKernel(nAdam, slots);
            case Adadelta adadelta -> new AdadeltaKernel(adadelta, slots);
            case RmsProp rmsProp -> new RmsPropKernel(rmsProp, slots);
            case Adagrad adagrad -> new AdagradKernel(adagrad, slots);
        };
    }

    /// Prepares the constants of one step.
    ///
    /// @param step counted from 1
    /// @param rate factor on the learning rate
    void begin(long step, double rate);

    /// Updates the parameters `from` to `to - 1` of a tensor.
    void update(ParameterTensor tensor, float[] weights, float[] gradient, int from, int to);

    /// Rounds to a multiple of about 1e-32; above about 1e-17 changes nothing. Two additions, which the JIT turns into
    /// vectors, as it does not a comparison.
    static float flush(float x) {
        return x + 1e-25f - 1e-25f;
    }
}

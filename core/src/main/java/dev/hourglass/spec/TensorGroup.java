package dev.hourglass.spec;

import dev.hourglass.internal.check.Require;
import java.util.Optional;

/// Tensors that learn at another rate than the others, or whose decay is another one.
///
/// @param tensors the beginning of their names, up to a dot or the end: `encoder`, `decoder.0`, `encoder.2.weight`
/// @param rate factor on the learning rate, at least 0; 0 leaves the tensors as they are
/// @param weightDecay of these tensors, instead of the optimizer's; needs [dev.hourglass.spec.optimizer.AdamW]
public record TensorGroup(String tensors, double rate, Optional<Double> weightDecay) {
    public TensorGroup {
        if (tensors.isEmpty()) {
            throw new SpecException("group: expected the beginning of a tensor's name, such as encoder, found none");
        }
        Require.notNegative("group", "rate", rate);
        weightDecay.ifPresent(decay -> Require.notNegative("group", "weight_decay", decay));
    }

    /// With the optimizer's own decay.
    public TensorGroup(String tensors, double rate) {
        this(tensors, rate, Optional.empty());
    }

    /// Whether a tensor is named.
    ///
    /// @param name as in the model file, such as `encoder.0.weight`
    public boolean names(String name) {
        return name.equals(tensors) || name.startsWith(tensors + ".");
    }

    /// The same with another `tensors`.
    public TensorGroup withTensors(String tensors) {
        return new TensorGroup(tensors, rate, weightDecay);
    }

    /// The same with another `rate`.
    public TensorGroup withRate(double rate) {
        return new TensorGroup(tensors, rate, weightDecay);
    }

    /// The same with another `weightDecay`.
    public TensorGroup withWeightDecay(double weightDecay) {
        return new TensorGroup(tensors, rate, Optional.of(weightDecay));
    }

    /// The same without `weightDecay`.
    public TensorGroup withoutWeightDecay() {
        return new TensorGroup(tensors, rate, Optional.empty());
    }
}

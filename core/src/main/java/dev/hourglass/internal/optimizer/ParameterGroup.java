package dev.hourglass.internal.optimizer;

import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.spec.optimizer.Optimizer;
import java.util.List;

/// Parameters that one optimizer updates, with its learning rate and its decay. Where their gradients come from and how the
/// kernels want them is a matter of the op that has them.
///
/// @param name in messages, such as `decoder`
public record ParameterGroup(String name, List<ParameterTensor> tensors, Optimizer optimizer) {
    public ParameterGroup {
        tensors = List.copyOf(tensors);
    }
}

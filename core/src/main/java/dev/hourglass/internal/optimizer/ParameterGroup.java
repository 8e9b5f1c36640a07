package dev.hourglass.internal.optimizer;

import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TensorGroup;
import dev.hourglass.spec.optimizer.AdamW;
import dev.hourglass.spec.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Parameters that one optimizer updates, with its learning rate and its decay. Where their gradients come from and how the
/// kernels want them is a matter of the op that has them.
///
/// @param name in messages, such as `decoder`
/// @param rate factor on the learning rate
public record ParameterGroup(String name, List<ParameterTensor> tensors, Optimizer optimizer, double rate) {
    public ParameterGroup {
        tensors = List.copyOf(tensors);
    }

    public ParameterGroup(String name, List<ParameterTensor> tensors, Optimizer optimizer) {
        this(name, tensors, optimizer, 1);
    }

    /// The groups of a network's tensors: those that are named, and one of all others.
    ///
    /// @throws SpecException if a group names no tensor, or only those of groups before it
    public static List<ParameterGroup> of(List<ParameterTensor> tensors, Optimizer optimizer, List<TensorGroup> named) {
        var groups = new ArrayList<ParameterGroup>();
        var others = new ArrayList<>(tensors);
        for (var group : named) {
            var own = others.stream().filter(tensor -> group.names(tensor.name())).toList();
            if (own.isEmpty()) {
                throw new SpecException(String.format(
                        Locale.ROOT,
                        "train.groups: expected the beginning of the name of a tensor that is in no group before, such as %s, found '%s'",
                        others.stream().findFirst().map(ParameterTensor::name).orElse("none"), group.tensors()));
            }
            others.removeAll(own);
            groups.add(new ParameterGroup(group.tensors(), own, optimizerOf(group, optimizer), group.rate()));
        }
        if (!others.isEmpty()) {
            groups.add(new ParameterGroup("others", others, optimizer));
        }
        return groups;
    }

    private static Optimizer optimizerOf(TensorGroup group, Optimizer optimizer) {
        return group.weightDecay().isPresent() && optimizer instanceof AdamW adamW
                ? adamW.withWeightDecay(group.weightDecay().get())
                : optimizer;
    }
}

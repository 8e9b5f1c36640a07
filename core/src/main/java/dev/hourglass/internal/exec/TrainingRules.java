package dev.hourglass.internal.exec;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.optimizer.ParameterGroup;
import dev.hourglass.spec.GradientClipping;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.WeightAverage;
import dev.hourglass.spec.augmentation.Augmentation;
import dev.hourglass.spec.optimizer.Optimizer;
import java.util.List;
import java.util.Optional;

/// How a training treats samples, gradients and weights.
///
/// @param groups of a graph's parameters, each with its own optimizer; each tensor is in one of them
record TrainingRules(
        List<ParameterGroup> groups, Optional<GradientClipping> clip, Optional<WeightAverage> average,
        List<Augmentation> augment) {

    /// One optimizer for all parameters.
    static TrainingRules of(Graph graph, Optimizer optimizer) {
        return of(List.of(new ParameterGroup("all", graph.tensors(), optimizer)));
    }

    static TrainingRules of(List<ParameterGroup> groups) {
        return new TrainingRules(groups, Optional.empty(), Optional.empty(), List.of());
    }

    /// Those of a training.
    ///
    /// @throws SpecException if the options name tensors that the graph does not have
    static TrainingRules of(Graph graph, TrainingOptions options) {
        return new TrainingRules(
                ParameterGroup.of(graph.tensors(), options.optimizer(), options.groups()), options.clip(),
                options.average(), options.augment());
    }
}

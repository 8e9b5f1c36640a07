package dev.hourglass.internal.engine;

import dev.hourglass.internal.graph.Graph;
import java.util.Arrays;

/// What the first round of a training step leaves for the second.
final class Passed {
    /// Gradients, one array for each group of shards.
    final float[][] groups;
    /// Inputs and output gradients of dense stages, see [dev.hourglass.internal.graph.DenseGradientOperands].
    final float[] tapes;
    /// Groups of this step.
    int groupCount;
    /// Panels of this step.
    int panels;

    Passed(Graph plan) {
        this.groups = new float[plan.grouping().groups()][];
        Arrays.setAll(groups, _ -> Floats.array(plan.gradients()));
        this.tapes = Floats.array(plan.tapes());
    }
}

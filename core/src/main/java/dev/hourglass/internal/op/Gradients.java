package dev.hourglass.internal.op;

import dev.hourglass.internal.layout.Floats;
import java.util.Arrays;

/// What a gradient pass leaves: convolutions' gradients by accumulation group, and the operands of dense ones.
public final class Gradients {
    /// Gradients, one array for each accumulation group.
    final float[][] groups;
    /// Inputs and output gradients of dense ops, see [dev.hourglass.internal.layout.DenseGradientOperands].
    final float[] denseOperands;
    /// Floats of a group's gradients.
    private final int length;
    /// Groups of this step.
    int groupCount;
    /// Panels of this step.
    int panels;

    /// @param groups at most
    /// @param length floats of a group's gradients
    /// @param operands floats of all operands of dense gradients
    public Gradients(int groups, int length, int operands) {
        this.groups = new float[groups][];
        this.length = length;
        Arrays.setAll(this.groups, _ -> Floats.array(length));
        this.denseOperands = Floats.array(operands);
    }

    /// Begins a step.
    public void begin(int groupsOfStep, int panelsOfStep) {
        groupCount = groupsOfStep;
        panels = panelsOfStep;
    }

    /// Panels of this step.
    public int panels() {
        return panels;
    }

    /// Lets a workspace add to the gradients of a group, which are 0 before.
    public void accumulate(int group, Workspace workspace) {
        var sums = groups[group];
        Arrays.fill(sums, 0, length, 0);
        workspace.batch.group = group;
        workspace.gradients = sums;
        workspace.denseOperands = denseOperands;
    }
}

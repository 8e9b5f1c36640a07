package dev.hourglass.internal.penalty;

import dev.hourglass.internal.op.Workspace;

/// A penalty on codes at work: what it costs, and its gradient, side by side.
sealed interface CodePenalty permits KlSparsityPenalty, L1ActivityPenalty, ContractivePenalty, ProjectionPenalty {
    /// Prepares a step; statistics have concluded.
    default void begin() {}

    /// What it costs a batch beside the costs of single samples, as a mean over samples.
    default double ofBatch() {
        return 0;
    }

    /// Adds to `micro-batch.penalty` what each sample costs.
    default void addCosts(Workspace workspace) {}

    /// Adds to the gradient of the code, once the decoder has set it.
    void addGradients(Workspace workspace);
}

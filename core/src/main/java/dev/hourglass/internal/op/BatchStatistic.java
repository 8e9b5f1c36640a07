package dev.hourglass.internal.op;

import dev.hourglass.internal.latent.FreeBits;
import dev.hourglass.internal.latent.LifetimeSparsity;
import dev.hourglass.internal.penalty.MeanActivations;

/// What has to be known of a whole batch before any of its samples goes back: gathered by a round of forward passes of its
/// own, micro-batch by micro-batch, into places that are the group's or the samples' own, so that threads do not matter.
public sealed interface BatchStatistic permits MeanActivations, LifetimeSparsity, FreeBits {
    /// How many nodes, from the first on, have to be done before it collects.
    int nodes();

    /// Forgets the last batch.
    void begin();

    /// Collects from a micro-batch of `micro-batch.group`.
    void collect(Workspace workspace);

    /// Tasks that draw conclusions once all micro-batches have been collected from. They may run in any order and on any thread.
    int tasks();

    /// @param count samples of the batch
    void finish(int task, int count);
}

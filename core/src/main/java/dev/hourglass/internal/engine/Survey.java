package dev.hourglass.internal.engine;

/// What has to be known of a whole batch before any of its samples goes back: gathered by a round of forward passes of its
/// own, shard by shard, into places that are the group's or the samples' own, so that threads do not matter.
sealed interface Survey permits MeanActivations, Winners, FreeBits {
    /// How many operations, from the first on, it wants done before it looks.
    int operations();

    /// Forgets the last batch.
    void begin();

    /// Looks at a shard of `shard.group`.
    void look(Shard shard);

    /// Tasks that draw conclusions once all shards have been looked at. They may run in any order and on any thread.
    int tasks();

    /// @param count samples of the batch
    void conclude(int task, int count);
}

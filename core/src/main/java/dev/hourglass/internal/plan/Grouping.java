package dev.hourglass.internal.plan;

import dev.hourglass.internal.kernel.Kernels;

/// How a batch is cut: into shards that fit a core's cache, and those into groups that have gradients of their own.
///
/// @param panels in a shard; the last one may have fewer
/// @param groups at most; a smaller batch uses fewer
public record Grouping(int panels, int groups) {
    /// Panels that share one reading of the weights; pictures have pixels for that.
    private static final int MAX_PANELS = 8;
    private static final int MAX_IMAGE_PANELS = 4;
    private static final int MAX_GROUPS = 16;
    private static final int MIN_GROUPS = 4;
    /// Floats of one shard's activations and gradients that a core's second-level cache holds.
    private static final int CACHE = 1 << 18;
    /// Floats that all groups' gradients may take before groups are saved.
    private static final int GRADIENTS = 1 << 22;

    /// @param memory floats that one panel takes
    /// @param gradients floats of one group's gradients
    /// @param isImage whether places are pixels, so that one panel is enough to fill the kernels' tiles
    static Grouping of(int batch, int memory, int gradients, boolean isImage) {
        int all = Math.ceilDiv(batch, Kernels.LANES);
        int fitting = isImage ? Math.clamp(CACHE / memory, 1, MAX_IMAGE_PANELS) : MAX_PANELS;
        int panels = Math.clamp(Math.ceilDiv(all, MIN_GROUPS), 1, Integer.highestOneBit(fitting));
        int shards = Math.ceilDiv(all, panels);
        int groups = Math.clamp(GRADIENTS / gradients, MIN_GROUPS, MAX_GROUPS);
        return new Grouping(panels, Math.min(groups, shards));
    }

    /// One shard, of as many panels as let the kernels work on several at once and the weights be read once for all of them.
    ///
    /// @param memory floats that one panel takes
    static Grouping forInference(int memory, int lanes, boolean isImage) {
        int fitting = Math.clamp(CACHE / memory, isImage ? 1 : 2, MAX_PANELS);
        return new Grouping(lanes == 1 ? 1 : Integer.highestOneBit(fitting), 1);
    }

    /// Samples in a full shard.
    public int samples() {
        return panels * Kernels.LANES;
    }
}

package dev.hourglass.internal.graph;

import dev.hourglass.internal.kernel.Kernels;

/// How a batch is cut: into micro-batches that fit a core's cache, and those into groups that have gradients of their own.
///
/// @param panels in a micro-batch; the last one may have fewer
/// @param groups at most; a smaller batch uses fewer
/// @param samplesPerInput neighbouring lanes that hold one sample, all in one micro-batch; a lane that is left over stays empty
public record BatchPartition(int panels, int groups, int samplesPerInput) {
    /// Panels that share one reading of the weights; pictures have pixels for that.
    private static final int MAX_PANELS = 8;
    private static final int MAX_IMAGE_PANELS = 4;
    private static final int FEWEST_ROWS = 16;
    private static final int MAX_ROWS = 64;
    private static final int MAX_GROUPS = 16;
    private static final int MIN_GROUPS = 4;
    /// Floats of one micro-batch's activations and gradients that a core's second-level cache holds.
    private static final int CACHE = 1 << 18;
    /// Floats that all groups' gradients may take before groups are saved.
    private static final int GRADIENTS = 1 << 22;

    /// @param memory floats that one panel takes
    /// @param gradients floats of one group's gradients
    /// @param isImage whether places are pixels, so that one panel is enough to fill the kernels' tiles
    static BatchPartition of(int batch, int samplesPerInput, int memory, int gradients, boolean isImage) {
        int all = Math.ceilDiv(Math.multiplyExact(batch, samplesPerInput), Kernels.LANES);
        int fitting = isImage ? Math.clamp(CACHE / memory, 1, MAX_IMAGE_PANELS) : MAX_PANELS;
        int panels = Math.clamp(Math.ceilDiv(all, MIN_GROUPS), 1, Integer.highestOneBit(fitting));
        panels = Math.max(panels, Math.ceilDiv(samplesPerInput, Kernels.LANES));
        int microBatches = Math.ceilDiv(batch, Math.multiplyExact(panels, Kernels.LANES) / samplesPerInput);
        int groups = Math.clamp(GRADIENTS / gradients, MIN_GROUPS, MAX_GROUPS);
        return new BatchPartition(panels, Math.min(groups, microBatches), samplesPerInput);
    }

    /// One micro-batch, of as many panels as let the kernels work on several at once and the weights be read once for all of them.
    ///
    /// @param memory floats that one panel takes
    static BatchPartition forPanels(int memory, boolean isImage) {
        int fitting = Math.clamp(CACHE / memory, isImage ? 1 : 2, MAX_PANELS);
        return new BatchPartition(Integer.highestOneBit(fitting), 1, 1);
    }

    /// One micro-batch of samples one behind the other: many, for the same reasons, but of pictures, which have places enough.
    ///
    /// @param memory floats that one sample takes
    static BatchPartition forRows(int memory, boolean isImage) {
        int fitting = Math.clamp(CACHE / memory, FEWEST_ROWS, MAX_ROWS);
        return new BatchPartition(isImage ? 1 : Integer.highestOneBit(fitting), 1, 1);
    }

    /// Panels, at most, that the micro-batches of a batch have together.
    static int mostPanels(int batch, int samplesPerInput) {
        if (samplesPerInput == 1) {
            return Math.ceilDiv(batch, Kernels.LANES);
        }
        // A micro-batch that holds at least one sample leaves less than half of its lanes empty.
        long filled = 2 * Math.ceilDiv((long) batch * samplesPerInput, Kernels.LANES);
        return Math.clamp(filled + Math.max(MAX_PANELS, Math.ceilDiv(samplesPerInput, Kernels.LANES)), 1,
                Integer.MAX_VALUE / Kernels.LANES);
    }

    public int lanes() {
        return panels * Kernels.LANES;
    }

    /// Samples in a full micro-batch.
    public int samples() {
        return lanes() / samplesPerInput;
    }

    /// Micro-batches of so many samples. The last one may not be full.
    public int microBatches(int count) {
        return Math.ceilDiv(count, samples());
    }

    /// Panels of so many samples, those included that full micro-batches leave empty.
    public int panels(int count) {
        int before = microBatches(count) - 1;
        int rest = count - before * samples();
        return before * panels + Math.ceilDiv(rest * samplesPerInput, Kernels.LANES);
    }

    /// Groups of so many samples.
    public int groups(int count) {
        return Math.min(groups, microBatches(count));
    }

    /// The first micro-batch of a group; that of the group after the last one is behind all of them.
    public int firstMicroBatch(int group, int count) {
        return (int) ((long) group * microBatches(count) / groups(count));
    }
}

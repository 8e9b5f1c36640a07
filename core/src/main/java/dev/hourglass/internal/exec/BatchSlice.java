package dev.hourglass.internal.exec;

import java.util.Locale;

/// Neighbouring samples of a batch, and what their gradients depend on beside them.
///
/// Statistics of a batch (mean activations, lifetime sparsity, free bits) are those of the slice: each slice counts as a batch
/// of its own, which has its share in the gradient of the whole.
///
/// @param order numbers of the epoch's samples in the dataset, in their order; kept, not copied
/// @param from of the first sample in that order
/// @param count samples of the slice
/// @param batchSize samples of the whole batch, over which the gradient is a mean
/// @param epoch counted from 1; decides the noise
/// @param progress the share of the epoch that came before the batch; decides the weight of a divergence that is annealed
public record BatchSlice(int[] order, int from, int count, int batchSize, long epoch, double progress) {
    public BatchSlice {
        if (count < 1 || count > batchSize || from < 0 || from > order.length - count) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "expected 1 to %d samples of an epoch of %d, found %d from sample %d on", batchSize,
                    order.length, count, from));
        }
    }

    /// A whole batch.
    public static BatchSlice whole(int[] order, int from, int count, long epoch) {
        return new BatchSlice(order, from, count, count, epoch, (double) from / order.length);
    }

    /// Some of a slice's samples.
    ///
    /// @param first of them, counted from the slice's own first
    public BatchSlice slice(int first, int size) {
        if (first < 0 || size > count - first) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "expected samples 0 to %d, found %d samples from %d on", count - 1, size, first));
        }
        return new BatchSlice(order, from + first, size, batchSize, epoch, progress);
    }
}

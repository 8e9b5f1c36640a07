package dev.hourglass.train;

import dev.hourglass.internal.kernel.Randomness;

/// The order of the samples in each epoch: a function of seed and epoch, so that a training can be resumed anywhere.
final class SampleOrder {
    private static final long STREAM = 0x6f72646572L;

    private final int[] order;
    private final long seed;

    SampleOrder(int samples, long seed) {
        this.order = new int[samples];
        this.seed = seed;
    }

    /// All samples in random order (Durstenfeld 1964). The array is used again for the next epoch.
    int[] ofEpoch(int epoch) {
        long key = Randomness.key(seed, STREAM, epoch);
        for (int i = 0; i < order.length; i++) {
            int other = (int) (Randomness.uniform(key, i) * (i + 1));
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}

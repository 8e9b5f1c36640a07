package dev.hourglass.internal.exec;

import dev.hourglass.internal.kernel.Randomness;
import java.util.Locale;
import java.util.Optional;

/// The samples of a training, dealt to buckets one by one: sample r is in bucket r mod B. A batch is B slices, one of each bucket.
///
/// @param samples of the training, at least one for each bucket
/// @param count of the buckets, B
/// @param batch samples of a batch, a multiple of the buckets; the last one of an epoch takes what is left
/// @param seed of the training
public record Buckets(int samples, int count, int batch, long seed) {
    private static final long STREAM = 0x6275636b6574L;

    public Buckets {
        if (count < 1 || batch % count != 0 || samples < count) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "expected a batch of equal slices of %d buckets, and a sample for each, found %d and %d",
                    count, batch, samples));
        }
    }

    /// Samples of a bucket's slice in every batch but the last ones.
    public int slice() {
        return batch / count;
    }

    /// Steps of an epoch.
    public int steps() {
        return Math.ceilDiv(samples, batch);
    }

    /// Samples in a bucket.
    public int size(int bucket) {
        return Math.ceilDiv(samples - bucket, count);
    }

    /// Samples of a step's batch.
    ///
    /// @param step counted from 1
    public int samples(int step) {
        int all = 0;
        for (int bucket = 0; bucket < count; bucket++) {
            all += samples(step, bucket);
        }
        return all;
    }

    private int samples(int step, int bucket) {
        return Math.clamp(size(bucket) - (step - 1) * (long) slice(), 0, slice());
    }

    /// The order of one bucket's samples in an epoch: random (Durstenfeld 1964), a function of seed, epoch and bucket.
    ///
    /// @param epoch counted from 1
    /// @return numbers of samples of the training
    public int[] order(long epoch, int bucket) {
        var order = new int[size(bucket)];
        long key = Randomness.key(seed, STREAM, epoch, bucket);
        for (int i = 0; i < order.length; i++) {
            int other = (int) (Randomness.uniform(key, i) * (i + 1));
            order[i] = order[other];
            order[other] = bucket + i * count;
        }
        return order;
    }

    /// A bucket's part of a batch; empty where the epoch has no more samples of it.
    ///
    /// @param order of the bucket's samples in the epoch
    /// @param step counted from 1
    public Optional<BatchSlice> slice(int[] order, long epoch, int step, int bucket) {
        int part = samples(step, bucket);
        int before = (step - 1) * slice();
        return part == 0
                ? Optional.empty()
                : Optional.of(new BatchSlice(order, before, part, samples(step), epoch,
                        (double) before * count / samples));
    }
}

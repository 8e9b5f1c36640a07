package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Randomness;

/// What the randomness of a pass depends on, apart from sample and operation.
///
/// @param epoch counted from 1; [#OUTSIDE] for passes outside training
public record Noise(long seed, long epoch) {
    public static final long OUTSIDE = 0;
    /// The stream of the spec's corruption; those of stages count from 1.
    public static final int CORRUPTION = 0;
    /// The stream of the directions in which inputs are moved.
    public static final int DIRECTION = -1;
    /// The stream of what augmentation draws.
    public static final int AUGMENTATION = -2;

    public long key(int sample, int stream) {
        return Randomness.key(seed, epoch, sample, stream);
    }

    /// @param draw which of several draws for one sample, counted from 0; the first has the key of an only one
    public long key(int sample, int stream, int draw) {
        long key = key(sample, stream);
        return draw == 0 ? key : Randomness.key(key, draw);
    }
}

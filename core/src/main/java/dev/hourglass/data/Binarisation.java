package dev.hourglass.data;

import java.util.SplittableRandom;

/// Samples of zeros and ones drawn once: static binarisation (Larochelle and Murray 2011).
public final class Binarisation {
    private static final byte ONE = (byte) 255;

    private Binarisation() {}

    /// Sets each feature to 1 with a probability of its value, and to 0 otherwise, and keeps that. A value of 0 or less becomes 0, one of 1 or more becomes 1.
    ///
    /// @param seed of the draws, which are made sample by sample: the same data give the same bits everywhere
    /// @throws DataException if a feature is missing
    public static Dataset of(Dataset data, long seed) {
        var random = new SplittableRandom(seed);
        var drawn = Dataset.ofBytes(data.name(), data.shape(), data.size(), (sample, into) -> {
            var values = data.sample(sample);
            for (int i = 0; i < into.length; i++) {
                if (Float.isNaN(values[i])) {
                    throw new DataException(data.name(),
                            "sample " + sample + ": expected numbers to binarise, found a missing one");
                }
                into[i] = random.nextDouble() < values[i] ? ONE : 0;
            }
        }, data.labels());
        return data.sampleNames().isEmpty() ? drawn : drawn.withSampleNames(data.sampleNames());
    }
}

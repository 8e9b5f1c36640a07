package dev.hourglass.data;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/// A number of 64 bits that follows from a sample alone, evenly spread: from its name, or from its features where it has none.
final class SampleHash {
    private static final long TENTH = Long.divideUnsigned(-1, 10);
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private SampleHash() {}

    static long[] ofAll(Dataset data) {
        var hashes = new long[data.size()];
        var names = data.sampleNames();
        var features = new float[data.shape().size()];
        for (int i = 0; i < hashes.length; i++) {
            if (names.isEmpty()) {
                data.read(i, 0, features.length, features, 0, 1);
                hashes[i] = of(features);
            } else {
                hashes[i] = of(names.get(i));
            }
        }
        return hashes;
    }

    static boolean isInFirstTenth(long hash) {
        return Long.compareUnsigned(hash, TENTH) < 0;
    }

    /// Some file systems store letters with marks as one character, others as two: both are the same name.
    static long of(String name) {
        long hash = GOLDEN;
        for (byte b : Normalizer.normalize(name, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8)) {
            hash = mixed(hash + GOLDEN ^ b);
        }
        return hash;
    }

    static long of(float[] features) {
        long hash = GOLDEN;
        for (float feature : features) {
            // 0 for -0 as well
            hash = mixed(hash + GOLDEN ^ Float.floatToIntBits(feature + 0f));
        }
        return hash;
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    private static long mixed(long bits) {
        long z = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}

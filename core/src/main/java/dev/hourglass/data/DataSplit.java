package dev.hourglass.data;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// Samples to train on and samples to test with.
///
/// @param train samples of the same shape as those of `test`
public record DataSplit(Dataset train, Dataset test) {
    public DataSplit {
        if (!train.shape().equals(test.shape())) {
            throw new DataException(train.name(), String.format(Locale.ROOT,
                    "training samples have shape %s, test samples %s", train.shape(), test.shape()));
        }
    }

    /// For data without a test part of its own: about a tenth of the samples is held out to test with.
    ///
    /// Which ones follows from each sample alone, from its name or, where it has none, from its features ([SampleHash]), so
    /// that samples added to the data or removed do not move others to the other part. Only where the rule would leave
    /// nothing to train on (of a class, where there are labels) or nothing to test with, the sample nearest to the other
    /// side goes there.
    ///
    /// @throws DataException if there are fewer than 2 samples
    public static DataSplit heldOut(Dataset whole) {
        var isTest = isHeldOut(whole);
        return new DataSplit(
                whole.select(IntStream.range(0, isTest.length).filter(i -> !isTest[i]).toArray()),
                whole.select(IntStream.range(0, isTest.length).filter(i -> isTest[i]).toArray()));
    }

    /// Whether [#heldOut] takes each sample to test with.
    ///
    /// @throws DataException if there are fewer than 2 samples
    public static boolean[] isHeldOut(Dataset whole) {
        requireTwo(whole.name(), whole.size());
        return isTest(whole, SampleHash.ofAll(whole));
    }

    static void requireTwo(String name, int samples) {
        if (samples < 2) {
            throw new DataException(name,
                    "expected at least 2 samples, one for training and one for testing, found " + samples);
        }
    }

    private static boolean[] isTest(Dataset whole, long[] hashes) {
        var isTest = new boolean[hashes.length];
        // Of each class the sample that is least a test sample, and how many there are.
        var last = new HashMap<Integer, Integer>();
        var counts = new HashMap<Integer, Integer>();
        for (int i = 0; i < hashes.length; i++) {
            isTest[i] = SampleHash.isInFirstTenth(hashes[i]);
            int current = i;
            last.merge(classOf(whole, i), i, (a, b) -> Long.compareUnsigned(hashes[a], hashes[current]) < 0 ? b : a);
            counts.merge(classOf(whole, i), 1, Integer::sum);
        }
        last.values().forEach(sample -> isTest[sample] = false);
        boolean hasTest = IntStream.range(0, hashes.length).anyMatch(i -> isTest[i]);
        if (!hasTest) {
            isTest[first(whole, hashes, counts)] = true;
        }
        return isTest;
    }

    /// The sample that is nearest to being a test sample, of a class that has another one if there is such a class.
    private static int first(Dataset whole, long[] hashes, Map<Integer, Integer> counts) {
        Comparator<Integer> byHash = (a, b) -> Long.compareUnsigned(hashes[a], hashes[b]);
        return IntStream.range(0, hashes.length)
                .boxed()
                .min(Comparator.<Integer>comparingInt(i -> counts.getOrDefault(classOf(whole, i), 0) > 1 ? 0 : 1)
                        .thenComparing(byHash))
                .orElseThrow();
    }

    private static int classOf(Dataset whole, int sample) {
        return whole.labels().map(labels -> labels.of(sample)).orElse(0);
    }
}

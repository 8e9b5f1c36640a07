package dev.hourglass.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// An order of samples that follows from their features alone, not from where they are in the data: by a hash, evenly spread, then by
/// the features themselves.
public final class ContentOrder {
    private ContentOrder() {}

    /// The hash of a sample, to be compared as an unsigned number. Zero and negative zero are the same, and so is each NaN.
    public static long hash(float[] features) {
        return SampleHash.of(features);
    }

    /// Compares two samples of one hash: feature by feature, as [Float#compare] does.
    public static int compare(float[] one, float[] other) {
        return Arrays.compare(one, other);
    }

    /// The numbers of all samples in this order; samples with equal features are in that of their classes. Reads all samples.
    public static int[] of(Dataset data) {
        var hashes = new long[data.size()];
        IntStream.range(0, hashes.length).parallel().forEach(i -> hashes[i] = hash(data.sample(i)));
        Comparator<Integer> order = (a, b) -> Long.compareUnsigned(hashes[a], hashes[b]);
        var complete = order.thenComparing((a, b) -> compare(data.sample(a), data.sample(b)))
                .thenComparing(i -> data.labels().map(labels -> labels.of(i)).orElse(0));
        return IntStream.range(0, hashes.length).boxed().sorted(complete).mapToInt(i -> i).toArray();
    }
}

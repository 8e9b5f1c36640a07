package dev.hourglass.metric;

import dev.hourglass.data.Dataset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A hundred trees that split random features at random values; what few splits set apart is unusual (Liu, Ting and Zhou 2008).
///
/// The same seed gives the same bits on any number of threads. A missing feature (NaN) goes to a side that is drawn with the split.
public final class IsolationForest {
    private static final int TREES = 100;
    private static final int SAMPLES = 256;
    private static final double EULER = 0.5772156649015329;

    private final List<IsolationTree> trees;
    private final double usual;

    private IsolationForest(List<IsolationTree> trees, double usual) {
        this.trees = trees;
        this.usual = usual;
    }

    /// Grows a forest on at most 256 samples a tree.
    ///
    /// @param data at least one sample
    public static IsolationForest fit(Dataset data, long seed) {
        int count = Math.min(SAMPLES, data.size());
        var random = new SplittableRandom(seed);
        var seeds = IntStream.range(0, TREES).mapToLong(_ -> random.nextLong()).toArray();
        var trees = IntStream.range(0, TREES).parallel()
                .mapToObj(tree -> IsolationTree.grow(data, count, new SplittableRandom(seeds[tree])))
                .toList();
        return new IsolationForest(trees, usualDepth(count));
    }

    /// The mean depth of an unsuccessful search in a binary tree of so many keys (equation 1).
    static double usualDepth(int count) {
        return switch (count) {
            case 0, 1 -> 0;
            case 2 -> 1;
            default -> 2 * (StrictMath.log(count - 1) + EULER) - 2.0 * (count - 1) / count;
        };
    }

    /// `2^(-depth / usual depth)` of each sample: near 1 for the unusual, below a half for the usual.
    public double[] score(Dataset data) {
        return IntStream.range(0, data.size()).parallel().mapToDouble(sample -> score(data.sample(sample))).toArray();
    }

    private double score(float[] features) {
        double depth = 0;
        for (var tree : trees) depth += tree.depth(features);
        return usual == 0 ? 0.5 : StrictMath.pow(2, -depth / trees.size() / usual);
    }
}

package dev.hourglass.metric;

import dev.hourglass.data.Dataset;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A tree of an [IsolationForest].
sealed interface IsolationTree {
    /// Features that are tried until one is found that differs.
    int TRIES = 32;

    /// How many splits set a sample apart; where the tree ends early, as many more as so many samples usually take.
    double depth(float[] features);

    /// @param depth that ends here
    record Leaf(double depth) implements IsolationTree {
        @Override
        public double depth(float[] features) {
            return depth;
        }
    }

    /// @param isMissingBelow where samples go that miss the feature
    record Split(int feature, float at, boolean isMissingBelow, IsolationTree below, IsolationTree above)
            implements
            IsolationTree {
        @Override
        public double depth(float[] features) {
            float value = features[feature];
            boolean isBelow = Float.isNaN(value) ? isMissingBelow : value < at;
            return (isBelow ? below : above).depth(features);
        }
    }

    /// @param count samples, drawn without replacement
    static IsolationTree grow(Dataset data, int count, SplittableRandom random) {
        var rows = IntStream.generate(() -> random.nextInt(data.size())).distinct().limit(count)
                .mapToObj(data::sample).toArray(float[][]::new);
        int deepest = 32 - Integer.numberOfLeadingZeros(Math.max(1, count - 1));
        return grow(rows, 0, deepest, random);
    }

    private static IsolationTree grow(float[][] rows, int depth, int deepest, SplittableRandom random) {
        if (depth < deepest && rows.length > 1) {
            for (int i = 0; i < TRIES; i++) {
                int feature = random.nextInt(rows[0].length);
                var values = Arrays.stream(rows).mapToDouble(row -> row[feature]).filter(value -> !Double.isNaN(value));
                var range = values.summaryStatistics();
                if (range.getMax() > range.getMin()) {
                    float at = (float) (range.getMin() + random.nextDouble() * (range.getMax() - range.getMin()));
                    return split(rows, feature, at, depth, deepest, random);
                }
            }
        }
        return new Leaf(depth + IsolationForest.usualDepth(rows.length));
    }

    private static IsolationTree split(
            float[][] rows, int feature, float at, int depth, int deepest, SplittableRandom random) {
        boolean isMissingBelow = random.nextBoolean();
        var test = new Split(feature, at, isMissingBelow, new Leaf(0), new Leaf(1));
        var below = Arrays.stream(rows).filter(row -> test.depth(row) == 0).toArray(float[][]::new);
        var above = Arrays.stream(rows).filter(row -> test.depth(row) == 1).toArray(float[][]::new);
        return new Split(feature, at, isMissingBelow, grow(below, depth + 1, deepest, random),
                grow(above, depth + 1, deepest, random));
    }
}

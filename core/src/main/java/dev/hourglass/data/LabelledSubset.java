package dev.hourglass.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// A few labelled samples out of many, in equal parts of each class.
public final class LabelledSubset {
    private LabelledSubset() {}

    /// Draws samples of each class in turn at random, until there are enough. A class without samples left is skipped.
    ///
    /// @param seed decides which samples are drawn
    /// @return the samples in the order of `data`
    /// @throws DataException if there are no labels, fewer samples than asked for, or fewer asked for than classes
    public static Dataset balanced(Dataset data, int count, long seed) {
        var labels = data.labels().orElseThrow(() -> new DataException(
                String.format(Locale.ROOT,
                        "%s: expected samples with labels, found none; use data with classes, for example a folder of pictures with a subfolder per class",
                        data.name())));
        int classes = labels.classes();
        if (count < classes || count > data.size()) {
            throw new DataException(
                    String.format(Locale.ROOT,
                            "%s: expected %,d to %,d labels, at least one for each class and at most all, found %,d",
                            data.name(), classes, data.size(), count));
        }
        var random = new SplittableRandom(seed);
        var queues = IntStream.range(0, classes).mapToObj(c -> shuffled(labels, c, random)).toList();
        return data.select(draw(queues, count));
    }

    private static Queue<Integer> shuffled(Labels labels, int wanted, RandomGenerator random) {
        var samples = new ArrayList<>(
                IntStream.range(0, labels.size()).filter(i -> labels.of(i) == wanted).boxed().toList());
        Collections.shuffle(samples, random);
        return new ArrayDeque<>(samples);
    }

    private static int[] draw(List<Queue<Integer>> queues, int count) {
        var drawn = new int[count];
        int found = 0;
        for (int turn = 0; found < count; turn++) {
            var queue = queues.get(turn % queues.size());
            if (!queue.isEmpty()) {
                drawn[found++] = queue.remove();
            }
        }
        Arrays.sort(drawn);
        return drawn;
    }
}

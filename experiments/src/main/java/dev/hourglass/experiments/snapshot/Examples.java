package dev.hourglass.experiments.snapshot;

import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/// The few samples that stand for a dataset in a figure.
public final class Examples {
    private Examples() {}

    /// The first sample of each class in the order of classes, then the first others; the first samples where there are
    /// no labels.
    public static Dataset of(Dataset data, int count) {
        var chosen = new ArrayList<Integer>();
        data.labels().ifPresent(labels -> chosen.addAll(firstOfEach(labels, count)));
        var known = new HashSet<>(chosen);
        for (int i = 0; i < data.size() && chosen.size() < count; i++) {
            if (known.add(i)) {
                chosen.add(i);
            }
        }
        return data.select(chosen.stream().mapToInt(Integer::intValue).toArray());
    }

    private static List<Integer> firstOfEach(Labels labels, int count) {
        var first = new ArrayList<Integer>();
        for (int c = 0; c < labels.classes() && first.size() < count; c++) {
            int wanted = c;
            IntStream.range(0, labels.size())
                    .filter(i -> labels.of(i) == wanted)
                    .findFirst()
                    .ifPresent(first::add);
        }
        return first;
    }
}

package dev.hourglass.data;

import java.util.Arrays;

/// The class of each sample, counted from 0.
public final class Labels {
    private final int[] classes;

    private Labels(int[] classes) {
        this.classes = classes;
    }

    /// @throws DataException if a class is negative
    public static Labels of(int... classes) {
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < 0) {
                throw new DataException("label %d: expected 0 or more, found %d".formatted(i, classes[i]));
            }
        }
        return new Labels(classes.clone());
    }

    public int size() {
        return classes.length;
    }

    public int of(int sample) {
        return classes[sample];
    }

    /// One more than the largest class; 0 where there are no samples.
    public int classes() {
        return Arrays.stream(classes).max().orElse(-1) + 1;
    }

    Labels select(int[] samples) {
        return new Labels(Arrays.stream(samples).map(sample -> classes[sample]).toArray());
    }
}

package dev.hourglass.spark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Where the samples are while a model is trained.
enum TrainingMode {
    /// The estimator chooses.
    AUTO,
    /// On the driver.
    SINGLE,
    /// On executors, whose gradients are added after each step.
    SYNC,
    /// On executors, whose weights are averaged after several steps.
    LOCAL;

    static TrainingMode of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    static List<String> words() {
        return Arrays.stream(values()).map(TrainingMode::word).toList();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

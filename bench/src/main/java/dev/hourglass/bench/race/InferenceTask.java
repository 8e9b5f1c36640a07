package dev.hourglass.bench.race;

import dev.hourglass.bench.contender.InferencePart;
import java.util.List;

/// What is timed.
///
/// @param count samples
/// @param chunks numbers of samples that other frameworks may take at a time; the best counts
record InferenceTask(InferencePart part, int count, List<Integer> chunks) {
    static InferenceTask alone(InferencePart part) {
        return new InferenceTask(part, 1, List.of(1));
    }

    static InferenceTask inBulk(InferencePart part, int count, List<Integer> chunks) {
        return new InferenceTask(part, count, chunks);
    }

    boolean isAlone() {
        return count == 1;
    }

    PublishedMeasure measure() {
        return switch (part) {
            case ENCODE -> isAlone() ? PublishedMeasure.ENCODE_ONE : PublishedMeasure.ENCODE_MANY;
            case RECONSTRUCT -> isAlone() ? PublishedMeasure.RECONSTRUCT_ONE : PublishedMeasure.RECONSTRUCT_MANY;
        };
    }
}

package dev.hourglass.internal.graph;

import dev.hourglass.spec.Adadelta;
import dev.hourglass.spec.Adagrad;
import dev.hourglass.spec.Adam;
import dev.hourglass.spec.AdamW;
import dev.hourglass.spec.Optimizer;
import dev.hourglass.spec.RmsProp;
import dev.hourglass.spec.Sgd;

/// Bytes that a training step has to move between memory and processor even where a cache holds whatever the step makes:
/// activations and gradients need never reach memory, but the batch comes from there, and so does what the last step left.
///
/// @param samples the batch's features, at least a byte each
/// @param parameters every parameter, and what the optimizer remembers of it, once in and once out
public record MemoryTraffic(long samples, long parameters) {
    public static MemoryTraffic of(Graph plan, Optimizer optimizer, int batch) {
        long samples = (long) batch * plan.target().extent().features();
        long floats = (long) plan.parameters() * (1 + remembered(optimizer));
        return new MemoryTraffic(samples, 2 * Float.BYTES * floats);
    }

    /// Numbers for each parameter that the next step needs.
    private static int remembered(Optimizer optimizer) {
        return switch (optimizer) {
            case Sgd sgd -> sgd.momentum() == 0 ? 0 : 1;
            case RmsProp _, Adagrad _ -> 1;
            case Adam _, AdamW _, Adadelta _ -> 2;
        };
    }

    public long total() {
        return samples + parameters;
    }
}

package dev.hourglass.internal.graph;

import dev.hourglass.spec.optimizer.Optimizer;

/// Bytes that a training step has to move between memory and processor even where a cache holds whatever the step makes:
/// activations and gradients need never reach memory, but the batch comes from there, and so does what the last step left.
///
/// @param samples the batch's features, at least a byte each
/// @param parameters every parameter, and what the optimizer remembers of it, once in and once out
public record MemoryTraffic(long samples, long parameters) {
    public static MemoryTraffic of(Graph graph, Optimizer optimizer, int batch) {
        long samples = (long) batch * graph.target().extent().features();
        long floats = (long) graph.parameters() * (1 + optimizer.statePerParameter());
        return new MemoryTraffic(samples, 2 * Float.BYTES * floats);
    }

    public long total() {
        return samples + parameters;
    }
}

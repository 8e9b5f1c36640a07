package dev.hourglass.bench.contender;

/// A framework that passes a task's samples through its network, with the initial weights and without noise.
public interface InferenceContender extends AutoCloseable {
    /// Passes the first samples.
    ///
    /// @param chunk samples at a time, for frameworks that do not choose for themselves
    void pass(InferencePart part, int count, int chunk);

    /// What the first samples become: `[sample][row][column][channel]`.
    float[] outputs(InferencePart part, int count);

    @Override
    void close();
}

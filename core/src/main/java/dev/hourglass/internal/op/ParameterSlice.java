package dev.hourglass.internal.op;

import dev.hourglass.internal.layout.ParameterRange;
import java.util.List;

/// Some of an op's parameters, which are updated in one go: where their gradients come from, and how the kernels want them.
/// An op with parameters of any kind has slices of its own. They may be worked off in any order and by any thread.
public interface ParameterSlice {
    List<ParameterRange> ranges();

    /// Sets the gradients of all ranges, in file order. May use up what the gradient pass left of them.
    ///
    /// @param worker whose kernels are used, and whose scratch may be
    void setGradients(Gradients gradients, Workspace worker, float[] gradient);

    /// Whether gradients are computed here; otherwise they are only added up.
    default boolean computesGradients() {
        return false;
    }

    /// Brings the values into the order of the kernels, where that is another one.
    default void pack(float[] weights, float[] packed) {}

    /// How many values there are, which the time grows with.
    default int size() {
        return ranges().stream().mapToInt(range -> range.to() - range.from()).sum();
    }
}

package dev.hourglass.internal.graph;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.spec.Autoencoder;
import java.util.List;

/// Everything that is decided before the first sample is seen. Depends on the spec and the batch size alone, never on the
/// machine, because the order of every sum follows from it.
///
/// A plan for inference has no way back: no gradients, no weights packed for them, and activations that nobody reads any
/// more make room for others.
///
/// @param operations in forward order
/// @param encoderOperations how many of them end at the code
/// @param tensors in file order
/// @param target the uncorrupted input, contiguous; where nothing corrupts, it may be the input's own buffer
/// @param memory floats a worker needs; for a plan for inference, those of a forward pass with its loss
/// @param scratchAt in a worker's memory: transposed gradients of a row, or the weight gradients of a slice
/// @param packed floats of packed weights
/// @param gradients floats of a group's gradients
/// @param tapes floats of all tapes
public record Graph(
        Autoencoder spec,
        List<Node> operations,
        int encoderOperations,
        List<ParameterTensor> tensors,
        Variable input,
        Variable code,
        Variable output,
        Buffer target,
        int memory,
        int scratchAt,
        int packed,
        int gradients,
        int tapes,
        BatchPartition grouping) {

    /// Offset of the first float in every large array: Java's array header has 16 bytes, so that this one stands at a
    /// multiple of 64 where the array itself does.
    public static final int ORIGIN = 12;

    public Graph {
        operations = List.copyOf(operations);
        tensors = List.copyOf(tensors);
    }

    /// A plan for training on batches of some size.
    public static Graph of(Autoencoder spec, int batch) {
        return new GraphBuilder(spec, true, batch, Kernels.LANES).plan();
    }

    /// A plan for inference. The packed weights are the same for every width of panels.
    ///
    /// @param lanes samples of a panel
    public static Graph forInference(Autoencoder spec, int lanes) {
        return new GraphBuilder(spec, false, lanes, lanes).plan();
    }

    /// Samples of a panel.
    public int lanes() {
        return target.lanes();
    }

    /// Numbers that the objective is a mean over: the features of a reconstruction; 1 for the loss of a class.
    public int terms() {
        return spec.isClassifier() ? 1 : target.extent().features();
    }

    public int parameters() {
        return tensors.isEmpty() ? 0 : tensors.getLast().end();
    }
}

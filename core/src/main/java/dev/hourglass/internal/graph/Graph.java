package dev.hourglass.internal.graph;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.internal.op.ArithmeticWork;
import dev.hourglass.internal.op.LearntDeviationOp;
import dev.hourglass.internal.op.ReparameteriseOp;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.Autoencoder;
import java.util.List;
import java.util.stream.Stream;

/// Everything that is decided before the first sample is seen. Depends on the spec and the batch size alone, never on the
/// machine, because the order of every sum follows from it.
///
/// A graph for inference has no way back: no gradients, no weights packed for them, and activations that nobody reads any
/// more make room for others.
///
/// @param batch samples of a batch, at most; of a graph for inference, those of a panel
/// @param nodes in forward order
/// @param encoderNodes how many of them end at the code
/// @param tensors in file order
/// @param target the uncorrupted input, contiguous, with NaN for what is missing; where nothing corrupts and nothing can be missing, it
///     may be the input's own buffer
/// @param terms numbers of a sample that the objective is a mean over
/// @param memory floats a worker needs; for a graph for inference, those of a forward pass with its loss
/// @param scratchAt in a worker's memory: transposed gradients of a row, or the weight gradients of a slice
/// @param packed floats of packed weights
/// @param gradients floats of a group's gradients
/// @param operands floats of all operands of dense gradients
public record Graph(
        Autoencoder spec,
        int batch,
        List<Node> nodes,
        int encoderNodes,
        List<ParameterTensor> tensors,
        Variable input,
        Variable code,
        Variable output,
        Buffer target,
        int terms,
        int memory,
        int scratchAt,
        int packed,
        int gradients,
        int operands,
        BatchPartition partition) {

    public Graph {
        nodes = List.copyOf(nodes);
        tensors = List.copyOf(tensors);
    }

    /// A graph for training on batches of some size.
    public static Graph of(Autoencoder spec, int batch) {
        return of(spec, batch, ConvolutionForms.FAST);
    }

    /// @param forms of its convolutions
    public static Graph of(Autoencoder spec, int batch, ConvolutionForms forms) {
        return new GraphBuilder(spec, true, batch, Kernels.LANES, forms).build();
    }

    /// A graph for inference.
    ///
    /// @param lanes samples of a panel: [Kernels#LANES] side by side, or one, so that samples stand one behind the other
    public static Graph forInference(Autoencoder spec, int lanes) {
        return forInference(spec, lanes, ConvolutionForms.FAST);
    }

    /// @param lanes samples of a panel
    /// @param forms of its convolutions
    public static Graph forInference(Autoencoder spec, int lanes, ConvolutionForms forms) {
        return new GraphBuilder(spec, false, lanes, lanes, forms).build();
    }

    /// How large a workspace is.
    public Workspace.Size workspace() {
        int codeFeatures = nodes.stream()
                .filter(node -> node.op() instanceof ReparameteriseOp)
                .mapToInt(node -> node.out().extent().features())
                .max()
                .orElse(0);
        return new Workspace.Size(
                memory, scratchAt, partition.panels() * lanes(), lanes(), partition.samplesPerInput(), codeFeatures,
                nodes.stream()
                        .map(Node::op)
                        .flatMap(op -> op instanceof LearntDeviationOp(_, var parameters)
                                ? Stream.of(parameters.packedAt()) : Stream.empty())
                        .findFirst()
                        .orElse(0));
    }

    /// Samples of a panel.
    public int lanes() {
        return target.lanes();
    }

    /// Multiply-adds of a training step for one sample.
    public ArithmeticWork work() {
        return nodes.stream().map(Node::work).reduce(ArithmeticWork.NONE, ArithmeticWork::plus);
    }

    public int parameters() {
        return tensors.isEmpty() ? 0 : tensors.getLast().end();
    }
}

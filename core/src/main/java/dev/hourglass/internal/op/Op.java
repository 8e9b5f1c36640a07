package dev.hourglass.internal.op;

import dev.hourglass.internal.layout.Extent;
import dev.hourglass.internal.layout.Halo;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.spec.layer.Activation;
import java.util.List;

/// What a node of the graph computes: data, with the forward and the backward rule side by side in its [Executor].
public sealed interface Op permits UnaryOp, NormaliseOp, AddOp, ConcatenateOp, SplitOp {
    /// The zeros that the forward pass reads around an input.
    default Halo inputHalo(Extent input) {
        return Halo.NONE;
    }

    /// The zeros that the backward pass reads around the output's gradient.
    default Halo gradientHalo(Extent output) {
        return Halo.NONE;
    }

    /// The function that its output ends with.
    default Activation activation() {
        return Activation.IDENTITY;
    }

    /// Multiply-adds for one sample.
    default ArithmeticWork work(Extent input, Extent output) {
        return ArithmeticWork.NONE;
    }

    /// Floats of a workspace that the forward pass needs beside the variables.
    ///
    /// @param lanes samples of a panel
    default int forwardScratch(Extent input, Extent output, int lanes) {
        return 0;
    }

    /// Floats of a workspace that the way back and the weight update need beside the variables.
    ///
    /// @param panels of a micro-batch
    default int scratch(Extent input, Extent output, int panels) {
        return 0;
    }

    /// Whether it has parameters, so that its output's gradient is needed for them.
    default boolean hasParameters() {
        return false;
    }

    /// Its parameters, cut into slices.
    ///
    /// @param all ops of the graph, some of which may read the same parameters
    default List<ParameterSlice> parameterSlices(List<Op> all) {
        return List.of();
    }

    /// What computes this op between its variables.
    Executor on(List<Variable> inputs, List<Variable> outputs);

    /// An op with its places in memory. Holds no state of its own, so that any number of workspaces can use it at once.
    interface Executor {
        /// Computes the outputs' values from the inputs'.
        void forward(Workspace workspace);

        /// Adds to the gradients of the weights. Comes before [#backward] and may change the output's gradient for it.
        default void addWeightGradients(Workspace workspace) {}

        /// Computes the inputs' gradients from the outputs'.
        void backward(Workspace workspace);
    }

    /// An executor whose forward pass several threads can share, part by part. A number comes out the same whoever computes it.
    interface DivisibleExecutor extends Executor {
        /// Of an operation that is worth sharing; more than threads, mostly, so that one which comes late delays the others by little.
        int PARTS = 4;

        /// Parts that can be computed in any order, side by side; 1 where it is not worth it.
        int parts();

        /// Computes one of the parts, with scratch of its own.
        void forwardPart(Workspace workspace, int part);

        /// Does what is left when all parts are there.
        void finish(Workspace workspace);
    }
}

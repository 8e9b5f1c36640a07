package dev.hourglass.internal.op;

import dev.hourglass.internal.layout.Extent;
import dev.hourglass.internal.layout.Halo;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.spec.layer.Activation;
import java.util.List;
import java.util.Optional;

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

        /// Passes over one panel that compute the same band by band, from the first input to the first output and back; none where it cannot be cut
        /// into bands.
        default Optional<Bands> bands() {
            return Optional.empty();
        }
    }

    /// An executor that can read samples where they lie, one behind the other, instead of from its input's place.
    interface RowReader extends Executor {
        /// Whether samples of the input and the output are one behind the other here, without gaps.
        boolean readsRows();

        /// [#forward], from samples that were not looked at before.
        ///
        /// @return whether all sums are finite; otherwise the output is not to be used, and a sample may not be finite
        boolean forward(Workspace workspace, float[] rows, int at);
    }

    /// An executor whose forward pass can be split across threads, which compute different parts of the output. The result is
    /// bit-identical to that of [#forward].
    interface DivisibleExecutor extends Executor {
        /// Of an operation that is worth splitting: mostly more than threads, so that one that is late delays the others by little.
        int PARTS = 4;

        /// How many parts there are, which may be computed in any order and at the same time; 1 where splitting gains nothing.
        int parts();

        /// Computes one part.
        ///
        /// @param workspace one of those that share the sample ([Workspace#shared])
        void forwardPart(Workspace workspace, int part);

        /// Completes the output once all parts are computed.
        default void finish(Workspace workspace) {}

        /// The first of a part's rows; that of [#parts] is behind the last one.
        default int firstRow(int part, int rows) {
            return rows * part / parts();
        }
    }
}

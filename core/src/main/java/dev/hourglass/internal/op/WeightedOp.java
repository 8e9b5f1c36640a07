package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Packing;
import dev.hourglass.internal.layout.DenseGradientOperands;
import dev.hourglass.internal.layout.PackedWeights;
import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.internal.layout.WeightShape;
import java.util.List;
import java.util.Optional;

/// An op of weights and biases, whose kernels compute with weighted sums of them.
public sealed interface WeightedOp extends UnaryOp permits LinearOp, ResizeConvolutionOp, WinogradOp {
    /// Multiply-adds of a sample from which splitting them across threads gains more than it costs, a few microseconds.
    long WORTH_SHARING = 100_000;

    /// `[rows][columns][in][out]`; a dense layer has one row and one column
    ParameterTensor weight();

    ParameterTensor bias();

    /// Where the gradients of the biases, 16 partial sums each, begin in an accumulation group's gradients.
    int biasGradientAt();

    WeightShape shape();

    Packing packing();

    /// The weights that compute the output.
    List<PackedWeights> forwardWeights();

    /// The weights that compute the input's gradient; none where no parameter comes before.
    List<PackedWeights> backwardWeights();

    /// The operands of a dense op, whose weight gradients are taken over the whole batch.
    default Optional<DenseGradientOperands> operands() {
        return Optional.empty();
    }

    /// Whether the weights belong to an op of the encoder.
    default boolean isTied() {
        return false;
    }

    /// Into how many parts the forward pass is split for one sample; many samples are distributed over the threads as they are.
    default int parts(Variable in, Variable out) {
        return out.value().lanes() == 1 && work(in.extent(), out.extent()).forward() >= WORTH_SHARING
                ? DivisibleExecutor.PARTS : 1;
    }

    @Override
    default boolean hasParameters() {
        return true;
    }

    /// The weights of a tied op belong to the slices of the op that it is tied to.
    @Override
    default List<ParameterSlice> parameterSlices(List<Op> all) {
        if (isTied()) {
            return List.of();
        }
        var reader = all.stream()
                .filter(WeightedOp.class::isInstance)
                .map(WeightedOp.class::cast)
                .filter(other -> other.isTied() && other.weight().equals(weight()))
                .findFirst();
        return LinearSlice.of(this, reader);
    }
}

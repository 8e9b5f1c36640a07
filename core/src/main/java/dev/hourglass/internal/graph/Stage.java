package dev.hourglass.internal.graph;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.spec.Activation;
import dev.hourglass.spec.Gaussian;
import dev.hourglass.spec.Interpolation;
import dev.hourglass.spec.WinnerTakeAll;
import java.util.List;
import java.util.Optional;

/// What one operation computes.
public sealed interface Stage {
    /// A dense layer or any convolution, with its bias and activation.
    ///
    /// A tied stage is a dense one that reads the weights of another, `[out][in]`, and keeps its tape for it: what is an
    /// input there is an output here.
    ///
    /// @param weight `[rows][columns][in][out]`; a dense layer has one row and one column
    /// @param forward what computes the output; together these phases write every pixel once
    /// @param backward what computes the input's gradient from the output's
    /// @param biasGradientAt where the gradients of the biases, 16 partial sums each, begin in a group's gradients
    /// @param tape of a dense stage, which has no weight gradients of groups
    /// @param isTied whether the weights belong to a stage of the encoder
    record Linear(
            ParameterTensor weight,
            ParameterTensor bias,
            int biasGradientAt,
            WeightShape kernel,
            Activation activation,
            List<Phase> forward,
            List<Phase> backward,
            Optional<DenseGradientOperands> tape,
            boolean isTied)
            implements Stage {
        public Linear {
            forward = List.copyOf(forward);
            backward = List.copyOf(backward);
        }
    }

    /// The extents of a linear stage's weights.
    record WeightShape(int rows, int columns, int inputs, int outputs) {
        /// For fewer outputs than this a vector of partial sums for each weight costs less than padding the outputs to 16.
        private static final int FEW_OUTPUTS = 5;
        /// Whole tiles of 12 inputs and whole blocks of 8.
        private static final int STRIDE = 24;
        private static final int SLICE = 1 << 16;
        private static final int SLICES = 16;

        /// The extents of the transposed weights.
        public WeightShape turned() {
            return new WeightShape(rows, columns, /* inputs= */ outputs, /* outputs= */ inputs);
        }

        /// Whether the weight gradients are kept as 16 partial sums each.
        public boolean gradientsInLanes() {
            return outputs < FEW_OUTPUTS && rows * columns > 1;
        }

        /// Inputs whose weights are updated in one go: few enough that their gradients stay in a core's second-level cache,
        /// and that there are several slices to share out.
        public int slice() {
            int fitting = SLICE / Kernels.padded(outputs) / STRIDE * STRIDE;
            int shared = Math.ceilDiv(Math.ceilDiv(inputs, SLICES), STRIDE) * STRIDE;
            return Math.max(STRIDE, Math.min(fitting, shared));
        }

        /// Floats of weight gradients for one input and tap.
        public int gradientRow() {
            return gradientsInLanes() ? outputs * Kernels.LANES : Kernels.padded(outputs);
        }
    }

    /// The largest value of blocks.
    record MaxPool(int window) implements Stage {}

    /// Enlargement by interpolation.
    record Upsample(Interpolation interpolation) implements Stage {}

    /// The same features with another halo.
    record Copy() implements Stage {}

    /// An activation that could not be fused into what precedes it.
    record Activate(Activation activation) implements Stage {}

    /// @param stream tells the noise of this stage from that of others
    record Dropout(double rate, int stream) implements Stage {}

    /// The `k` largest features of each sample, zero in place of the others.
    record TopK(int k) implements Stage {}

    /// While training, zero in place of each feature's smaller values of a batch.
    record Winners(WinnerTakeAll latent) implements Stage {}

    /// Means and log-variances to codes, and their divergence from the standard normal.
    ///
    /// @param stream tells the noise of this stage from that of others
    record Reparameterise(Gaussian latent, int stream) implements Stage {}

    /// The one-hot label as more features, or as more channels of each pixel.
    record Condition(int classes) implements Stage {}
}

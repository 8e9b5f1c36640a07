package dev.hourglass.internal.layout;

import dev.hourglass.internal.kernel.Kernels;

/// The extents of a linear op's weights.
public record WeightShape(int rows, int columns, int inputs, int outputs) {
    /// For fewer outputs than this a vector of partial sums for each weight costs less than padding the outputs to 16.
    private static final int FEW_OUTPUTS = 5;
    /// Whole tiles of 12 inputs and whole blocks of 8.
    private static final int STRIDE = 24;
    private static final int SLICE = 1 << 16;
    private static final int SLICES = 16;

    /// The extents of the transposed weights.
    public WeightShape transposed() {
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

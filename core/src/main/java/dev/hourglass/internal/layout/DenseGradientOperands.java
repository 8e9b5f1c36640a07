package dev.hourglass.internal.layout;

import dev.hourglass.internal.kernel.Kernels;

/// Where a dense stage keeps the inputs and output gradients of a whole batch, so that each of its weight gradients is
/// summed over all samples at once: a gradient for every group of samples would be larger than all of them.
///
/// Inputs are `[panel][input][16]`, gradients `[block of 16 outputs][panel][sample][output]`.
///
/// @param panels of a whole batch, once for each pass
/// @param passes how many times the stage sees each sample in a step
public record DenseGradientOperands(int inputsAt, int gradientsAt, int panels, int passes) {
    /// Floats of one block of outputs.
    public int block() {
        return panels * Kernels.LANES * Kernels.LANES;
    }
}

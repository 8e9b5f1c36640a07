package dev.hourglass.internal.kernel;

import dev.hourglass.spec.layer.Activation;

/// The loops of a forward pass without noise, over panels of one width.
///
/// `At` arguments are offsets of floats. Every implementation, whatever its width, gives a sample the same bits:
/// multiply-accumulate is fused, every sum has the order that its method states, and elementary functions are those of
/// [Elementary].
public sealed interface ForwardKernels permits Kernels, ScalarRowKernels, VectorRowKernels {
    /// Samples in a panel: how many neighbouring floats are one feature.
    int lanes();

    /// For every place `p` and output `o`: `y[p][o] = max(floor, bias[o] + sum over k of w[k][o] x[p][k])`, the inputs `k`
    /// in order of rows, then of the run.
    ///
    /// @param w weights in the order of [Packing]
    void correlate(Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor);

    /// `y[i] = f(y[i])`, for `i` below `count`.
    void activate(Activation activation, float[] y, int yAt, int count);

    /// `y[i] = a x[i] + y[i]`, fused.
    void addScaled(float a, float[] x, int xAt, float[] y, int yAt, int count);

    /// `y[i]` = the largest of `x[r line + c pixel + i]` over the rows and columns of a block.
    void maxPool(int rows, int columns, int line, int pixel, float[] x, int xAt, float[] y, int yAt, int count);
}

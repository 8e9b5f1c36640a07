package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Packing;
import dev.hourglass.internal.layout.Extent;
import dev.hourglass.internal.layout.Halo;
import dev.hourglass.internal.layout.PackedWeights;
import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.internal.layout.WeightShape;
import dev.hourglass.internal.layout.WeightSum;
import dev.hourglass.spec.layer.Activation;
import java.util.ArrayList;
import java.util.List;

/// A convolution of three by three pixels and stride 1 in tiles of two by two outputs: F(2x2, 3x3) of Lavin and Gray, "Fast Algorithms
/// for Convolutional Neural Networks" (2015), after Winograd, "Arithmetic Complexity of Computations" (1980).
///
/// Along one axis, two outputs of four pixels `d` take four products: of `d0 - d2`, `d1 + d2`, `d2 - d1` and `d1 - d3` with `w0`,
/// `(w0 + w1 + w2) / 2`, `(w0 - w1 + w2) / 2` and `-w2`; the outputs are `m0 + m1 + m2` and `m1 - m2 + m3`. In a picture that leaves 16
/// products of channels for four outputs instead of 36 (docs/design/fast-convolutions.md).
///
/// @param top rows of zeros before the picture
/// @param left columns of zeros before it
/// @param forward sixteen matrices, row by row
/// @param backward those of the turned kernel, which compute the input's gradient; none where no parameter comes before
public record WinogradOp(
        ParameterTensor weight,
        ParameterTensor bias,
        int biasGradientAt,
        WeightShape shape,
        Activation activation,
        Packing packing,
        int top,
        int left,
        List<PackedWeights> forward,
        List<PackedWeights> backward)
        implements WeightedOp {
    /// Products of a tile along one axis.
    static final int AXIS = 4;
    /// Products of a tile.
    static final int PRODUCTS = AXIS * AXIS;
    /// The product that all outputs of a tile have in common, and with it the biases.
    public static final int SHARED = AXIS + 1;

    private static final int LAST_TAP = 2;
    private static final List<float[]> SUMS = List.of(
            new float[] {1, 0, 0}, new float[] {0.5f, 0.5f, 0.5f}, new float[] {0.5f, -0.5f, 0.5f},
            new float[] {0, 0, -1});
    private static final List<float[]> TURNED = List.of(
            new float[] {0, 0, 1}, new float[] {0.5f, 0.5f, 0.5f}, new float[] {0.5f, -0.5f, 0.5f},
            new float[] {-1, 0, 0});

    public WinogradOp {
        forward = List.copyOf(forward);
        backward = List.copyOf(backward);
    }

    /// The sums of each forward matrix.
    public static List<WeightSum> forwardSums() {
        return sums(SUMS);
    }

    /// The sums of each backward matrix.
    public static List<WeightSum> backwardSums() {
        return sums(TURNED);
    }

    private static List<WeightSum> sums(List<float[]> axis) {
        var sums = new ArrayList<WeightSum>();
        for (var row : axis) {
            for (var column : axis) {
                sums.add(WeightSum.of(row, column));
            }
        }
        return sums;
    }

    /// Products of channels that a picture of some outputs takes.
    public static long products(int height, int width) {
        return (long) PRODUCTS * tiles(height) * tiles(width);
    }

    static int tiles(int outputs) {
        return Math.ceilDiv(outputs, 2);
    }

    @Override
    public List<PackedWeights> forwardWeights() {
        return forward;
    }

    @Override
    public List<PackedWeights> backwardWeights() {
        return backward;
    }

    @Override
    public Halo inputHalo(Extent input) {
        return WinogradSource.halo(input, top, left, input.height() + 2 * top - 2, input.width() + 2 * left - 2);
    }

    /// What the input gradient reads, and for the weight gradients as much as the last tiles are larger than the picture.
    @Override
    public Halo gradientHalo(Extent output) {
        var whole = new Halo(0, output.height() % 2, 0, output.width() % 2);
        return backward.isEmpty() ? whole
                : whole.or(WinogradSource.halo(
                        output, LAST_TAP - top, LAST_TAP - left, output.height() + 2 - 2 * top,
                        output.width() + 2 - 2 * left));
    }

    @Override
    public ArithmeticWork work(Extent input, Extent output) {
        long channels = (long) shape.inputs() * shape.outputs();
        long once = products(output.height(), output.width()) * channels;
        long back = backward.isEmpty() ? 0 : products(input.height(), input.width()) * channels;
        return new ArithmeticWork(once, once, back);
    }

    @Override
    public int forwardScratch(Extent input, Extent output, int lanes) {
        return WinogradPass.scratch(output.width(), shape.inputs() * lanes, shape.outputs() * lanes);
    }

    @Override
    public int scratch(Extent input, Extent output, int panels) {
        int back = backward.isEmpty() ? 0
                : WinogradPass.scratch(
                        input.width(), shape.outputs() * Kernels.LANES, shape.inputs() * Kernels.LANES);
        return Math.max(WinogradGradients.scratch(output.width(), shape), back);
    }

    @Override
    public Executor on(Variable in, Variable out) {
        var activation = new ActivationStep(this, out, true);
        return new PanelExecutor(
                parts(in, out),
                activation,
                new WinogradPass(forward, source(in, out), out.value(), activation.floor()),
                new WinogradGradients(this, source(in, out), out.gradient()),
                backward.isEmpty() ? PanelPass.NONE
                        : new WinogradPass(
                                backward,
                                new WinogradSource(out.gradient(), LAST_TAP - top, LAST_TAP - left, in.extent()),
                                in.gradient(), Float.NEGATIVE_INFINITY));
    }

    private WinogradSource source(Variable in, Variable out) {
        return new WinogradSource(in.value(), top, left, out.extent());
    }
}

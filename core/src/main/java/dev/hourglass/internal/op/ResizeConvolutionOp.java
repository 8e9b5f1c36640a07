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

/// A convolution of three by three pixels over a picture that nearest-neighbour interpolation doubled, computed from differences
/// of neighbouring pixels of the small picture.
///
/// Along one axis, with `d[i] = x[i] - x[i-1]`, the outputs `y[2i] = (w0 + w1 + w2) x[i] - w0 d[i]` and
/// `y[2i+1] = (w0 + w1 + w2) x[i] + w2 d[i+1]` share a product. In a picture that leaves nine products of channels for four
/// outputs, where the convolution has 36 and its phases ([dev.hourglass.internal.layout.AxisPhase#enlargedConvolution]) 16
/// (docs/design/fast-convolutions.md).
///
/// @param forward nine matrices: those of the rows' sum, of `-w0` and of `w2`, and in each the same of the columns
/// @param backward the transposed ones, those together that belong to one plane of differences; none where no parameter comes before
public record ResizeConvolutionOp(
        ParameterTensor weight,
        ParameterTensor bias,
        int biasGradientAt,
        WeightShape shape,
        Activation activation,
        Packing packing,
        List<PackedWeights> forward,
        List<PackedWeights> backward)
        implements WeightedOp {
    /// Products of a small pixel.
    static final int PRODUCTS = 9;

    /// The product that all outputs have in common, and with it the biases.
    public static final int SHARED = 0;

    private static final Halo HALO = new Halo(1, 1, 1, 1);
    private static final float[] SUM = {1, 1, 1};
    private static final float[] BEFORE = {-1, 0, 0};
    private static final float[] AFTER = {0, 0, 1};
    private static final List<float[]> AXIS = List.of(SUM, BEFORE, AFTER);
    /// What goes back to a difference: its pixel's predecessor had it after, its pixel before.
    private static final List<float[]> DIFFERENCE = List.of(AFTER, BEFORE);

    public ResizeConvolutionOp {
        forward = List.copyOf(forward);
        backward = List.copyOf(backward);
    }

    /// The sums of each forward matrix.
    public static List<WeightSum> forwardSums() {
        return sums(AXIS, AXIS);
    }

    /// The taps of each backward kernel: to pixels, to differences across, down, and both.
    public static List<List<WeightSum>> backwardSums() {
        return List.of(
                sums(List.of(SUM), List.of(SUM)),
                sums(List.of(SUM), DIFFERENCE),
                sums(DIFFERENCE, List.of(SUM)),
                sums(DIFFERENCE, DIFFERENCE));
    }

    private static List<WeightSum> sums(List<float[]> rows, List<float[]> columns) {
        var sums = new ArrayList<WeightSum>();
        for (var row : rows) {
            for (var column : columns) {
                sums.add(WeightSum.of(row, column));
            }
        }
        return sums;
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
        return HALO;
    }

    @Override
    public Halo gradientHalo(Extent output) {
        return backward.isEmpty() ? Halo.NONE : HALO;
    }

    @Override
    public ArithmeticWork work(Extent input, Extent output) {
        long once = (long) PRODUCTS * input.height() * input.width() * shape.inputs() * shape.outputs();
        return new ArithmeticWork(once, once, backward.isEmpty() ? 0 : once);
    }

    @Override
    public int forwardScratch(Extent input, Extent output, int lanes) {
        return ResizeConvolutionForward.scratch(input.width(), shape, lanes);
    }

    @Override
    public int scratch(Extent input, Extent output, int panels) {
        return Math.max(
                ResizeConvolutionGradients.scratch(input.width(), shape),
                backward.isEmpty() ? 0 : ResizeConvolutionBackward.scratch(input.width(), shape, Kernels.LANES));
    }

    @Override
    public Executor on(Variable in, Variable out) {
        var activation = new ActivationStep(this, out, true);
        return new PanelExecutor(
                parts(in, out),
                activation,
                new ResizeConvolutionForward(this, in.value(), out.value(), activation.floor()),
                new ResizeConvolutionGradients(this, in.value(), out.gradient()),
                backward.isEmpty() ? PanelPass.NONE
                        : new ResizeConvolutionBackward(this, out.gradient(), in.gradient()));
    }
}

package dev.hourglass.internal.graph;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Packing;
import dev.hourglass.internal.layout.AxisPhase;
import dev.hourglass.internal.layout.DenseGradientOperands;
import dev.hourglass.internal.layout.Floats;
import dev.hourglass.internal.layout.PackedWeights;
import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.internal.layout.Phase;
import dev.hourglass.internal.layout.WeightShape;
import dev.hourglass.internal.layout.WeightSum;
import dev.hourglass.internal.op.DepthwiseOp;
import dev.hourglass.internal.op.LinearOp;
import dev.hourglass.internal.op.ResizeConvolutionOp;
import dev.hourglass.internal.op.VectorParameters;
import dev.hourglass.internal.op.WeightedOp;
import dev.hourglass.internal.op.WinogradOp;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.ConvTranspose2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.DepthwiseConv2d;
import dev.hourglass.spec.layer.Padding;
import dev.hourglass.spec.layer.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes the linear ops of a graph and gives their weights places.
final class LinearOps {
    private static final AxisPhase WHOLE = new AxisPhase(0, 1, 1, 0, 1, 1, List.of(List.of(0)));

    private static final long MOST_PHASES = 1 << 16;

    private final List<ParameterTensor> tensors = new ArrayList<>();
    private final int panels;
    private final Packing packing;
    private final ConvolutionForms forms;
    private int passes = 1;
    private int packed = Floats.ORIGIN;
    private int gradients = Floats.ORIGIN;
    private int operands = Floats.ORIGIN;

    /// @param panels of a whole batch
    LinearOps(int panels, Packing packing, ConvolutionForms forms) {
        this.panels = panels;
        this.packing = packing;
        this.forms = forms;
    }

    /// How many times the ops that are made from now on see each sample in a step.
    void passes(int count) {
        passes = count;
    }

    List<ParameterTensor> tensors() {
        return tensors;
    }

    int packed() {
        return packed;
    }

    int gradients() {
        return gradients;
    }

    int operands() {
        return operands;
    }

    LinearOp dense(String name, Dense dense, Shape in, Activation activation, boolean isFirst) {
        return dense(name, dense.parameters(in), in.size(), activation, isFirst);
    }

    /// A dense map of given weights and biases.
    LinearOp dense(
            String name, List<Parameter> parameters, int inputs, Activation activation, boolean isFirst) {
        var weight = tensor(name, parameters.getFirst());
        var bias = tensor(name, parameters.getLast());
        int outputs = bias.size();
        var shape = new WeightShape(1, 1, inputs, outputs);
        var axis = List.of(WHOLE);
        var forward = phases(axis, axis, inputs, outputs, 0);
        List<Phase> backward = isFirst ? List.of() : phases(axis, axis, outputs, inputs, 0);
        return new LinearOp(
                weight, bias, 0, shape, activation, forward, backward, Optional.of(operands(shape)), packing, false);
    }

    /// A dense layer with the transposed weights of another.
    LinearOp tied(String name, Dense dense, Shape in, Activation activation, LinearOp other) {
        int inputs = in.size();
        int outputs = dense.units();
        var bias = tensor(name, dense.parameters(in).getLast());
        var axis = List.of(WHOLE);
        return new LinearOp(
                other.weight(),
                bias,
                biasGradients(outputs),
                new WeightShape(1, 1, inputs, outputs),
                activation,
                phases(axis, axis, inputs, outputs, 0),
                phases(axis, axis, outputs, inputs, 0),
                Optional.of(operands(other.shape())),
                packing,
                true);
    }

    /// @param parameters its weights and biases
    /// @param in what the stage reads
    /// @param enlarged what the convolution sees: `in`, or `in` enlarged by whole factors
    WeightedOp convolution(
            String name, Conv2d conv, List<Parameter> parameters, Shape in, Shape enlarged, Activation activation,
            boolean isFirst) {
        requireFewPhases(name, (long) (enlarged.height() / in.height()) * (enlarged.width() / in.width()));
        requireFewPhases(name, (long) Math.min(conv.stride().height(), enlarged.height())
                * Math.min(conv.stride().width(), enlarged.width()));
        var kernel = new WeightShape(
                conv.kernel().height(), conv.kernel().width(), in.channels(), conv.filters());
        var weight = tensor(name, parameters.getFirst());
        var bias = tensor(name, parameters.getLast());
        var rows = new Axis(conv.padding(), conv.kernel().height(), conv.stride().height(), conv.dilation().height(),
                in.height(), enlarged.height());
        var columns = new Axis(conv.padding(), conv.kernel().width(), conv.stride().width(), conv.dilation().width(),
                in.width(), enlarged.width());
        return switch (forms.of(conv, in, enlarged)) {
            case PHASES ->
                op(
                        kernel, weight, bias, activation, rows.forward(), columns.forward(), rows.backward(),
                        columns.backward(), isFirst);
            case DIFFERENCES -> {
                var forward = products(ResizeConvolutionOp.forwardSums(), kernel, ResizeConvolutionOp.SHARED);
                var backward = isFirst ? List.<PackedWeights>of()
                        : ResizeConvolutionOp.backwardSums().stream().map(taps -> turned(taps, kernel)).toList();
                yield new ResizeConvolutionOp(
                        weight, bias, biasGradients(kernel.outputs()), kernel, activation, packing, forward,
                        backward);
            }
            case WINOGRAD -> {
                var forward = products(WinogradOp.forwardSums(), kernel, WinogradOp.SHARED);
                var backward = isFirst ? List.<PackedWeights>of()
                        : WinogradOp.backwardSums().stream().map(sum -> turned(List.of(sum), kernel)).toList();
                yield new WinogradOp(
                        weight, bias, biasGradients(kernel.outputs()), kernel, activation, packing, rows.before(),
                        columns.before(), forward, backward);
            }
        };
    }

    /// A convolution of each channel by itself.
    DepthwiseOp depthwise(
            String name, DepthwiseConv2d conv, List<Parameter> parameters, Shape in, boolean isFirst) {
        requireFewPhases(name, (long) Math.min(conv.stride().height(), in.height())
                * Math.min(conv.stride().width(), in.width()));
        var rows = new Axis(conv.padding(), conv.kernel().height(), conv.stride().height(), conv.dilation().height(),
                in.height(), in.height());
        var columns = new Axis(conv.padding(), conv.kernel().width(), conv.stride().width(), conv.dilation().width(),
                in.width(), in.width());
        return new DepthwiseOp(conv.kernel().width(), grid(rows.forward(), columns.forward()),
                isFirst ? List.of() : grid(rows.backward(), columns.backward()), vectors(name, parameters));
    }

    /// Every pair of a row phase and a column phase, without weights of their own.
    private static List<Phase> grid(List<AxisPhase> rows, List<AxisPhase> columns) {
        return rows.stream().flatMap(row -> columns.stream().map(column -> new Phase(row, column, 0, 0))).toList();
    }

    /// Parameters that are read as they are.
    VectorParameters vectors(String name, List<Parameter> parameters) {
        var all = parameters.stream().map(parameter -> tensor(name, parameter)).toList();
        int size = all.stream().mapToInt(ParameterTensor::size).sum();
        var vectors = new VectorParameters(all, packed, biasGradients(size));
        packed = Math.addExact(packed, aligned(size));
        return vectors;
    }

    /// Matrices from inputs to outputs.
    ///
    /// @param shared which of them adds the biases
    private List<PackedWeights> products(List<WeightSum> sums, WeightShape kernel, int shared) {
        var products = new ArrayList<PackedWeights>();
        for (int i = 0; i < sums.size(); i++) {
            var tap = List.of(sums.get(i));
            products.add(weights(tap, kernel.inputs(), kernel.outputs(), kernel.gradientRow(), i == shared));
        }
        return products;
    }

    /// Matrices from outputs to inputs.
    private PackedWeights turned(List<WeightSum> taps, WeightShape kernel) {
        return weights(taps, /* inputs= */ kernel.outputs(), /* outputs= */ kernel.inputs(), 0, false);
    }

    LinearOp transposed(
            String name, ConvTranspose2d conv, List<Parameter> parameters, Shape in, Shape out, Activation activation,
            boolean isFirst) {
        requireFewPhases(name, (long) Math.min(conv.stride().height(), out.height())
                * Math.min(conv.stride().width(), out.width()));
        var kernel = new WeightShape(
                conv.kernel().height(), conv.kernel().width(), in.channels(), conv.filters());
        var weight = tensor(name, parameters.getFirst());
        var bias = tensor(name, parameters.getLast());
        var rows = new Axis(
                conv.padding(), conv.kernel().height(), conv.stride().height(), 1, out.height(), out.height());
        var columns = new Axis(
                conv.padding(), conv.kernel().width(), conv.stride().width(), 1, out.width(), out.width());
        return op(
                kernel, weight, bias, activation, rows.backward(), columns.backward(), rows.forward(),
                columns.forward(),
                isFirst);
    }

    /// One axis of a convolution that may read an enlarged picture.
    private record Axis(Padding padding, int kernel, int stride, int dilation, int in, int enlarged) {
        int before() {
            return padding.before(enlarged, window(), stride);
        }

        int window() {
            return (kernel - 1) * dilation + 1;
        }

        List<AxisPhase> forward() {
            return enlarged == in
                    ? AxisPhase.convolution(
                            kernel, stride, dilation, before(), padding.outputSize(in, window(), stride))
                    : AxisPhase.enlargedConvolution(kernel, enlarged / in, before(), in);
        }

        List<AxisPhase> backward() {
            return enlarged == in
                    ? AxisPhase.transposedConvolution(kernel, stride, dilation, before(), in)
                    : AxisPhase.transposedEnlargedConvolution(kernel, enlarged / in, before(), in);
        }
    }

    private ParameterTensor tensor(String name, Parameter parameter) {
        int offset = tensors.isEmpty() ? 0 : tensors.getLast().end();
        var tensor = new ParameterTensor(
                name + "." + parameter.role(), parameter.shape(), offset, parameter.init(), parameter.fanIn(),
                parameter.fanOut(), parameter.decays());
        tensors.add(tensor);
        return tensor;
    }

    private LinearOp op(
            WeightShape kernel,
            ParameterTensor weight,
            ParameterTensor bias,
            Activation activation,
            List<AxisPhase> rows,
            List<AxisPhase> columns,
            List<AxisPhase> backwardRows,
            List<AxisPhase> backwardColumns,
            boolean isFirst) {
        var forward = phases(rows, columns, kernel.inputs(), kernel.outputs(), kernel.gradientRow());
        List<Phase> backward = isFirst ? List.of()
                : phases(backwardRows, backwardColumns, kernel.outputs(), kernel.inputs(), 0);
        return new LinearOp(
                weight, bias, biasGradients(kernel.outputs()), kernel, activation, forward, backward, Optional.empty(),
                packing, false);
    }

    /// A place for 16 partial sums of each bias's gradient.
    private int biasGradients(int outputs) {
        int at = gradients;
        gradients = Math.addExact(gradients, outputs * Kernels.LANES);
        return at;
    }

    private DenseGradientOperands operands(WeightShape kernel) {
        int all = Math.multiplyExact(panels, passes);
        int inputsAt = operands;
        int gradientsAt = Math.addExact(inputsAt, Math.multiplyExact(all * Kernels.LANES, kernel.inputs()));
        int outputs = Kernels.padded(kernel.outputs());
        operands = Math.addExact(gradientsAt, Math.multiplyExact(all * Kernels.LANES, outputs));
        return new DenseGradientOperands(inputsAt, gradientsAt, all, passes);
    }

    /// A factor or a stride that nobody means would ask for as many small kernels as there are pixels.
    private static void requireFewPhases(String name, long phases) {
        if (phases > MOST_PHASES) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "%s: a convolution over an enlarged picture, or with a stride, becomes at most %,d small ones, found %,d; use a smaller factor or stride",
                            name, MOST_PHASES, phases));
        }
    }

    /// Every pair of a row phase and a column phase.
    ///
    /// @param gradientRow floats of weight gradients for one input and tap; 0 where a phase has none
    private List<Phase> phases(
            List<AxisPhase> rows, List<AxisPhase> columns, int inputs, int outputs, int gradientRow) {
        var phases = new ArrayList<Phase>();
        for (var row : rows) {
            for (var column : columns) {
                var phase = Phase.of(row, column, packed, gradients);
                reserve(phase.taps(), inputs, outputs, gradientRow);
                phases.add(phase);
            }
        }
        return phases;
    }

    /// @param gradientRow floats of weight gradients for one input and tap; 0 where they have none
    private PackedWeights weights(List<WeightSum> taps, int inputs, int outputs, int gradientRow, boolean hasBias) {
        var weights = new PackedWeights(packed, gradients, hasBias, taps);
        reserve(taps.size(), inputs, outputs, gradientRow);
        return weights;
    }

    private void reserve(int taps, int inputs, int outputs, int gradientRow) {
        int all = Math.multiplyExact(taps, inputs);
        packed = Math.addExact(packed, aligned(packing.length(all, outputs)));
        gradients = Math.addExact(gradients, aligned(Math.multiplyExact(all, gradientRow)));
    }

    private static int aligned(int length) {
        return Kernels.padded(length);
    }
}

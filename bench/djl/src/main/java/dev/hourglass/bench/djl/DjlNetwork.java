package dev.hourglass.bench.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.loss.L2Loss;
import ai.djl.training.loss.Loss;
import dev.hourglass.bench.contender.BenchmarkTask;
import dev.hourglass.bench.contender.InitialWeights;
import dev.hourglass.bench.contender.Setting;
import dev.hourglass.bench.contender.TaskActivation;
import dev.hourglass.bench.contender.TaskLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A task's network in DJL's functions.
final class DjlNetwork {
    private static final int NEAREST = 0;

    private final Setting setting;
    private final InitialWeights weights;
    private final NDManager manager;
    private final Loss loss;
    private final List<UnaryOperator<NDArray>> layers = new ArrayList<>();
    /// For each of the task\'s layers, how many functions have been applied after it.
    private final List<Integer> ends = new ArrayList<>();
    private final List<NDArray> parameters = new ArrayList<>();
    /// What the pass under way adds to the loss, and the noise it was given.
    private Optional<NDArray> divergence = Optional.empty();
    private Optional<float[]> codeNoise = Optional.empty();

    private DjlNetwork(BenchmarkTask task, NDManager manager) {
        this.setting = task.setting();
        this.weights = task.weights();
        this.manager = manager;
        this.loss = switch (setting.loss()) {
            // DJL's own weight is a half.
            case SQUARED_ERROR -> new L2Loss("squared error", 1);
            case CROSS_ENTROPY -> Loss.sigmoidBinaryCrossEntropyLoss();
        };
    }

    static DjlNetwork of(BenchmarkTask task, NDManager manager) {
        var network = new DjlNetwork(task, manager);
        for (var layer : task.layers()) {
            network.add(layer);
            network.ends.add(network.layers.size());
        }
        return network;
    }

    List<NDArray> parameters() {
        return parameters;
    }

    /// @param codeNoise standard normal numbers for a random code, where they are not to be drawn
    NDArray loss(NDArray input, NDArray target, Optional<float[]> codeNoise) {
        this.codeNoise = codeNoise;
        var output = pass(input, layers.size());
        var value = loss.evaluate(new NDList(target), new NDList(output));
        return divergence.map(value::add).orElse(value);
    }

    /// What the first layers make of an input.
    NDArray code(NDArray input, int codeLayers) {
        return pass(input, ends.get(codeLayers - 1));
    }

    /// What all layers make of an input, as probabilities where the loss is taken from logits.
    NDArray reconstruction(NDArray input) {
        var output = pass(input, layers.size());
        return switch (setting.loss()) {
            case SQUARED_ERROR -> output;
            case CROSS_ENTROPY -> ai.djl.nn.Activation.sigmoid(output);
        };
    }

    private NDArray pass(NDArray input, int functions) {
        var output = input;
        for (int i = 0; i < functions; i++) {
            output = layers.get(i).apply(output);
        }
        return output;
    }

    private void add(TaskLayer layer) {
        switch (layer) {
            case TaskLayer.Dense(int in, int out, var activation) -> {
                var weight = parameter(weights.takeTransposed(in, out), out, in);
                var bias = bias(out);
                layers.add(x -> Linear.linear(x, weight, bias).singletonOrThrow());
                activate(activation);
            }
            case TaskLayer.Convolution conv -> addConvolution(conv);
            case TaskLayer.MaxPool(_, int window, _, _) -> {
                var side = new Shape(window, window);
                layers.add(x -> Pool.maxPool2d(x, side, side, new Shape(0, 0), true));
            }
            case TaskLayer.Upsample(_, _, int toSide) -> {
                long[] size = {toSide, toSide};
                layers.add(x -> x.getNDArrayInternal().interpolation(size, NEAREST, false));
            }
            case TaskLayer.Flatten(int channels, int side) -> {
                var shape = new Shape(setting.batch(), (long) channels * side * side);
                layers.add(x -> x.reshape(shape));
            }
            case TaskLayer.Reshape(int channels, int side) -> {
                var shape = new Shape(setting.batch(), channels, side, side);
                layers.add(x -> x.reshape(shape));
            }
            case TaskLayer.Activate(var activation) -> activate(activation);
            case TaskLayer.Gaussian gaussian -> addGaussian(gaussian);
            case TaskLayer.AveragePool _, TaskLayer.GroupNorm _, TaskLayer.Keep _, TaskLayer.AddKept _, TaskLayer.AddProjected _ ->
                throw new UnsupportedOperationException("DJL's network has no " + layer);
            case TaskLayer.Transposed _ ->
                throw new UnsupportedOperationException("DJL has no transposed convolution on PyTorch");
        }
    }

    private void addConvolution(TaskLayer.Convolution conv) {
        if (conv.before() != conv.after()) {
            throw new UnsupportedOperationException("no padding that differs between the sides: " + conv);
        }
        var weight = parameter(
                weights.takeConvolution(conv.kernel(), conv.in(), conv.out()), conv.out(), conv.in(), conv.kernel(),
                conv.kernel());
        var bias = bias(conv.out());
        var stride = new Shape(conv.stride(), conv.stride());
        var padding = new Shape(conv.before(), conv.before());
        layers.add(x -> Conv2d.conv2d(x, weight, bias, stride, padding).singletonOrThrow());
        activate(conv.activation());
    }

    private void addGaussian(TaskLayer.Gaussian gaussian) {
        int size = gaussian.size();
        var weight = parameter(weights.takeTransposed(gaussian.in(), 2 * size), 2L * size, gaussian.in());
        var bias = bias(2 * size);
        // Half, because of the formula; averaged over samples; per feature, as the loss is.
        double scale = 0.5 * gaussian.beta() / ((double) setting.batch() * setting.features());
        layers.add(x -> {
            var heads = Linear.linear(x, weight, bias).singletonOrThrow().split(new long[] {size}, 1);
            var mean = heads.get(0);
            var logVariance = heads.get(1);
            var deviation = logVariance.mul(0.5).exp();
            var normals = codeNoise.map(values -> x.getManager().create(values, mean.getShape()))
                    .orElseGet(() -> x.getManager().randomNormal(mean.getShape()));
            var terms = mean.square().add(deviation.square()).sub(logVariance).sub(1);
            divergence = Optional.of(terms.sum().mul((float) scale));
            return deviation.mul(normals).add(mean);
        });
    }

    private void activate(TaskActivation activation) {
        switch (activation) {
            case IDENTITY -> {}
            case RELU -> layers.add(ai.djl.nn.Activation::relu);
            case SIGMOID -> layers.add(ai.djl.nn.Activation::sigmoid);
            case TANH -> layers.add(ai.djl.nn.Activation::tanh);
            case SILU -> layers.add(x -> ai.djl.nn.Activation.swish(x, 1));
        }
    }

    private NDArray bias(int count) {
        return parameter(weights.take(count), count);
    }

    private NDArray parameter(float[] values, long... shape) {
        var parameter = manager.create(values, new Shape(shape));
        parameter.setRequiresGradient(true);
        parameters.add(parameter);
        return parameter;
    }
}

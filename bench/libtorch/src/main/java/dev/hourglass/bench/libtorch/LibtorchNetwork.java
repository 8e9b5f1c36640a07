package dev.hourglass.bench.libtorch;

import dev.hourglass.bench.contender.BenchmarkTask;
import dev.hourglass.bench.contender.InitialWeights;
import dev.hourglass.bench.contender.Setting;
import dev.hourglass.bench.contender.TaskActivation;
import dev.hourglass.bench.contender.TaskLayer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// A task's network in libtorch's functions.
final class LibtorchNetwork {
    private final Setting setting;
    private final InitialWeights weights;
    private final List<UnaryOperator<Tensor>> layers = new ArrayList<>();
    /// For each of the task\'s layers, how many functions have been applied after it.
    private final List<Integer> ends = new ArrayList<>();
    private final TensorVector parameters = new TensorVector();
    /// What the pass under way keeps for sums to come.
    private final Deque<Tensor> kept = new ArrayDeque<>();
    /// What the pass under way adds to the loss, and the noise it was given.
    private Optional<Tensor> divergence = Optional.empty();
    private Optional<float[]> codeNoise = Optional.empty();

    private LibtorchNetwork(BenchmarkTask task) {
        this.setting = task.setting();
        this.weights = task.weights();
    }

    static LibtorchNetwork of(BenchmarkTask task) {
        var network = new LibtorchNetwork(task);
        for (var layer : task.layers()) {
            network.add(layer);
            network.ends.add(network.layers.size());
        }
        return network;
    }

    TensorVector parameters() {
        return parameters;
    }

    /// @param codeNoise standard normal numbers for a random code, where they are not to be drawn
    Tensor loss(Tensor input, Tensor target, Optional<float[]> codeNoise) {
        this.codeNoise = codeNoise;
        var output = pass(input, layers.size());
        var loss = switch (setting.loss()) {
            case SQUARED_ERROR -> torch.mse_loss(output, target);
            case CROSS_ENTROPY -> torch.binary_cross_entropy_with_logits(output, target);
        };
        return divergence.map(loss::add).orElse(loss);
    }

    /// What the first layers make of an input.
    Tensor code(Tensor input, int codeLayers) {
        return pass(input, ends.get(codeLayers - 1));
    }

    /// What all layers make of an input, as probabilities where the loss is taken from logits.
    Tensor reconstruction(Tensor input) {
        var output = pass(input, layers.size());
        return switch (setting.loss()) {
            case SQUARED_ERROR -> output;
            case CROSS_ENTROPY -> torch.sigmoid_(output);
        };
    }

    private Tensor pass(Tensor input, int functions) {
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
                layers.add(x -> torch.linear(x, weight, bias));
                activate(activation);
            }
            case TaskLayer.Convolution conv -> addConvolution(conv);
            case TaskLayer.Transposed conv -> addTransposed(conv);
            case TaskLayer.MaxPool(_, int window, _, _) -> {
                long[] side = {window, window};
                layers.add(x -> torch.max_pool2d(x, side, side, new long[] {0, 0}, new long[] {1, 1}, true));
            }
            case TaskLayer.AveragePool(_, int window, _, _) ->
                layers.add(x -> torch.avg_pool2d(x, window, window));
            case TaskLayer.Upsample(_, _, int toSide) -> {
                long[] size = {toSide, toSide};
                layers.add(x -> torch.upsample_nearest2d(x, size));
            }
            case TaskLayer.Flatten _ -> layers.add(x -> x.flatten(1, -1));
            case TaskLayer.Reshape(int channels, int side) -> {
                long[] shape = {setting.batch(), channels, side, side};
                layers.add(x -> x.view(shape));
            }
            case TaskLayer.Activate(var activation) -> layers.add(x -> activated(activation, x));
            case TaskLayer.GroupNorm norm -> addGroupNorm(norm);
            case TaskLayer.Keep() ->
                layers.add(x -> {
                    kept.push(x);
                    return x;
                });
            case TaskLayer.AddKept() -> layers.add(x -> x.add(kept.pop()));
            case TaskLayer.AddProjected projection -> addProjection(projection);
            case TaskLayer.Gaussian gaussian -> addGaussian(gaussian);
        }
    }

    private void addConvolution(TaskLayer.Convolution conv) {
        long kernel = conv.kernel();
        var weight = parameter(
                weights.takeConvolution(conv.kernel(), conv.in(), conv.out()), conv.out(), conv.in(), kernel, kernel);
        var bias = bias(conv.out());
        long[] stride = {conv.stride(), conv.stride()};
        long[] padding = {conv.before(), conv.before()};
        long[] ones = {1, 1};
        if (conv.before() != conv.after()) {
            throw new UnsupportedOperationException("no padding that differs between the sides: " + conv);
        }
        layers.add(x -> torch.conv2d(x, weight, bias, stride, padding, ones, 1));
        activate(conv.activation());
    }

    private void addGroupNorm(TaskLayer.GroupNorm norm) {
        var weight = new TensorOptional(parameter(weights.take(norm.channels()), norm.channels()));
        var bias = bias(norm.channels());
        layers.add(x -> torch.group_norm(x, norm.groups(), weight, bias, norm.epsilon(), false));
    }

    private void addProjection(TaskLayer.AddProjected projection) {
        var weight = parameter(
                weights.takeConvolution(1, projection.in(), projection.out()), projection.out(), projection.in(), 1, 1);
        var bias = bias(projection.out());
        long[] stride = {projection.stride(), projection.stride()};
        long[] none = {0, 0};
        long[] ones = {1, 1};
        layers.add(x -> x.add(torch.conv2d(kept.pop(), weight, bias, stride, none, ones, 1)));
    }

    private void addTransposed(TaskLayer.Transposed conv) {
        long kernel = conv.kernel();
        var weight = parameter(
                weights.takeTransposedConvolution(conv.kernel(), conv.in(), conv.out()), conv.in(), conv.out(), kernel,
                kernel);
        var bias = bias(conv.out());
        long[] stride = {conv.stride(), conv.stride()};
        long[] padding = {conv.before(), conv.before()};
        long[] ones = {1, 1};
        int side = (conv.fromSide() - 1) * conv.stride() + conv.kernel() - 2 * conv.before();
        int more = Math.max(conv.toSide() - side, 0);
        long[] outputPadding = {more, more};
        layers.add(x -> torch.conv_transpose2d(x, weight, bias, stride, padding, outputPadding, 1, ones));
        if (side > conv.toSide()) {
            layers.add(x -> x.narrow(2, 0, conv.toSide()).narrow(3, 0, conv.toSide()));
        }
        activate(conv.activation());
    }

    private void addGaussian(TaskLayer.Gaussian gaussian) {
        int size = gaussian.size();
        var weight = parameter(weights.takeTransposed(gaussian.in(), 2 * size), 2L * size, gaussian.in());
        var bias = bias(2 * size);
        // Half, because of the formula; averaged over samples; per feature, as the loss is.
        var scale = new Scalar(0.5 * gaussian.beta() / ((double) setting.batch() * setting.features()));
        var half = new Scalar(0.5);
        var one = new Scalar(1);
        layers.add(x -> {
            var heads = torch.linear(x, weight, bias);
            var mean = heads.narrow(1, 0, size);
            var logVariance = heads.narrow(1, size, size);
            var deviation = logVariance.mul(half).exp();
            var normals = codeNoise.map(values -> Tensors.of(values, setting.batch(), size))
                    .orElseGet(() -> torch.randn_like(mean));
            var terms = mean.square().add(deviation.square()).sub(logVariance).sub(one);
            divergence = Optional.of(terms.sum().mul(scale));
            return deviation.mul(normals).add(mean);
        });
    }

    /// Not in place: what comes in may be kept.
    private static Tensor activated(TaskActivation activation, Tensor x) {
        return switch (activation) {
            case IDENTITY -> x;
            case RELU -> torch.relu(x);
            case SIGMOID -> torch.sigmoid(x);
            case TANH -> torch.tanh(x);
            case SILU -> torch.silu(x);
        };
    }

    /// What a layer of weights has just written, in place where that is as good.
    private void activate(TaskActivation activation) {
        switch (activation) {
            case IDENTITY -> {}
            case RELU -> layers.add(torch::relu_);
            case SIGMOID -> layers.add(torch::sigmoid_);
            case TANH -> layers.add(torch::tanh);
            case SILU -> layers.add(torch::silu);
        }
    }

    private TensorOptional bias(int count) {
        return new TensorOptional(parameter(weights.take(count), count));
    }

    private Tensor parameter(float[] values, long... shape) {
        var parameter = Tensors.of(values, shape).requires_grad_();
        parameters.push_back(parameter);
        return parameter;
    }
}

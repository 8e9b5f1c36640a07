package dev.hourglass.bench.race;

import dev.hourglass.internal.plan.Tensor;
import dev.hourglass.spec.Activate;
import dev.hourglass.spec.Activation;
import dev.hourglass.spec.BinaryCrossEntropy;
import dev.hourglass.spec.Conv2d;
import dev.hourglass.spec.ConvTranspose2d;
import dev.hourglass.spec.Dense;
import dev.hourglass.spec.Dropout;
import dev.hourglass.spec.Flatten;
import dev.hourglass.spec.Interpolation;
import dev.hourglass.spec.Layer;
import dev.hourglass.spec.Loss;
import dev.hourglass.spec.MaxPool2d;
import dev.hourglass.spec.MeanSquaredError;
import dev.hourglass.spec.Padding;
import dev.hourglass.spec.Plain;
import dev.hourglass.spec.Reshape;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.Upsample2d;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// A workload's network in libtorch's functions, with Hourglass's initial weights.
final class LibtorchNetwork {
    private final Loss loss;
    private final List<UnaryOperator<org.bytedeco.pytorch.Tensor>> layers = new ArrayList<>();
    private final TensorVector parameters = new TensorVector();
    private final Deque<Tensor> tensors;
    private final float[] weights;

    private LibtorchNetwork(Workload workload) {
        this.loss = workload.model().loss();
        this.tensors = new ArrayDeque<>(workload.tensors());
        this.weights = workload.initialWeights();
    }

    static LibtorchNetwork of(Workload workload) {
        var network = new LibtorchNetwork(workload);
        var model = workload.model();
        if (!(model.latent() instanceof Plain)) {
            throw absent(model.latent());
        }
        var shape = network.add(model.encoder(), model.input(), false);
        network.add(model.decoder(), shape, model.loss() instanceof BinaryCrossEntropy);
        return network;
    }

    TensorVector parameters() {
        return parameters;
    }

    org.bytedeco.pytorch.Tensor loss(org.bytedeco.pytorch.Tensor input, org.bytedeco.pytorch.Tensor target) {
        var output = input;
        for (var layer : layers) {
            output = layer.apply(output);
        }
        return switch (loss) {
            case MeanSquaredError() -> torch.mse_loss(output, target);
            case BinaryCrossEntropy() -> torch.binary_cross_entropy_with_logits(output, target);
        };
    }

    /// @param endsInLogits whether the last layer's activation is left to the loss
    private Shape add(List<Layer> part, Shape input, boolean endsInLogits) {
        var shape = input;
        for (int i = 0; i < part.size(); i++) {
            var out = part.get(i).outputShape(shape);
            add(part.get(i), shape, out, endsInLogits && i == part.size() - 1);
            shape = out;
        }
        return shape;
    }

    private void add(Layer layer, Shape in, Shape out, boolean isLogits) {
        switch (layer) {
            case Dense dense -> {
                var weight = parameter(1, 0);
                var bias = new TensorOptional(parameter(0));
                layers.add(x -> torch.linear(x, weight, bias));
                activate(dense.activation(), isLogits);
            }
            case Conv2d conv -> {
                addConvolution(conv);
                activate(conv.activation(), isLogits);
            }
            case MaxPool2d(int window) -> {
                long[] side = {window, window};
                layers.add(x -> torch.max_pool2d(x, side, side, new long[] {0, 0}, new long[] {1, 1}, true));
            }
            case Upsample2d upsample -> {
                if (upsample.interpolation() != Interpolation.NEAREST) {
                    throw absent(upsample);
                }
                long[] size = {out.height(), out.width()};
                layers.add(x -> torch.upsample_nearest2d(x, size));
            }
            case Activate(var activation) -> activate(activation, isLogits);
            case ConvTranspose2d _, Flatten _, Reshape _, Dropout _ -> throw absent(layer + " of " + in);
        }
    }

    private void addConvolution(Conv2d conv) {
        if (conv.stride() != 1 || conv.padding() != Padding.SAME || conv.kernel() % 2 == 0) {
            throw absent(conv);
        }
        var weight = parameter(3, 2, 0, 1);
        var bias = new TensorOptional(parameter(0));
        long[] ones = {1, 1};
        long[] padding = {conv.kernel() / 2, conv.kernel() / 2};
        layers.add(x -> torch.conv2d(x, weight, bias, ones, padding, ones, 1));
    }

    private void activate(Activation activation, boolean isLogits) {
        if (isLogits) {
            return;
        }
        switch (activation) {
            case IDENTITY -> {}
            case RELU -> layers.add(torch::relu_);
            case SIGMOID -> layers.add(torch::sigmoid_);
            case TANH -> layers.add(torch::tanh);
            case LEAKY_RELU, ELU, SOFTPLUS -> throw absent(activation);
        }
    }

    /// The next of Hourglass's tensors, its axes in libtorch's order.
    private org.bytedeco.pytorch.Tensor parameter(long... axes) {
        var tensor = tensors.remove();
        long[] shape = tensor.shape().stream().mapToLong(Integer::longValue).toArray();
        try (var values = new FloatPointer(Arrays.copyOfRange(weights, tensor.offset(), tensor.end()))) {
            var parameter = torch.from_blob(values, shape).permute(axes).clone().contiguous().requires_grad_();
            parameters.push_back(parameter);
            return parameter;
        }
    }

    private static UnsupportedOperationException absent(Object what) {
        return new UnsupportedOperationException("libtorch's side of the race has no " + what + " yet");
    }
}

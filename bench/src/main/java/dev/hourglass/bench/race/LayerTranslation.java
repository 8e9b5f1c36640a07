package dev.hourglass.bench.race;

import dev.hourglass.bench.contender.TaskActivation;
import dev.hourglass.bench.contender.TaskLayer;
import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.TopK;
import dev.hourglass.spec.latent.WinnerTakeAll;
import dev.hourglass.spec.layer.Activate;
import dev.hourglass.spec.layer.AvgPool2d;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.ConvTranspose2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Flatten;
import dev.hourglass.spec.layer.GroupNorm;
import dev.hourglass.spec.layer.Interpolation;
import dev.hourglass.spec.layer.MaxPool2d;
import dev.hourglass.spec.layer.Reshape;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.layer.Sides;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.OutputActivation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// A spec's layers, their sizes worked out.
///
/// The other frameworks keep a picture channel after channel. So that flattening costs them nothing, the weights of the
/// dense map beside a flatten or a reshape are put into their order of features: the network stays the same.
final class LayerTranslation {
    private final Workload workload;
    private final float[] weights;
    private final Deque<ParameterTensor> tensors;
    private final List<TaskLayer> layers = new ArrayList<>();
    /// The picture whose features the next dense map reads; flat where they are in order.
    private Shape flattened = Shape.of(1);
    private Shape shape;

    /// @param weights the workload's; some change places
    LayerTranslation(Workload workload, float[] weights) {
        this.workload = workload;
        this.weights = weights;
        this.tensors = new ArrayDeque<>(workload.graph().tensors());
        this.shape = workload.model().input();
    }

    List<TaskLayer> layers() {
        var model = workload.model();
        if (!model.penalties().isEmpty() || model.tiedWeights()) {
            throw BenchmarkTaskWriter.absent(model);
        }
        model.encoder().forEach(layer -> add(layer, false));
        switch (model.latent()) {
            case DeterministicLatent() -> {}
            case TopK _, WinnerTakeAll _ -> throw BenchmarkTaskWriter.absent(model.latent());
            case GaussianLatent gaussian -> {
                if (!gaussian.equals(new GaussianLatent(gaussian.size(), gaussian.beta()))) {
                    throw BenchmarkTaskWriter.absent(gaussian);
                }
                dense();
                layers.add(new TaskLayer.Gaussian(shape.size(), gaussian.size(), gaussian.beta()));
                shape = Shape.of(gaussian.size());
            }
        }
        var decoder = model.decoder();
        for (int i = 0; i < decoder.size(); i++) {
            add(decoder.get(i), model.loss().outputActivation() == OutputActivation.SIGMOID && i == decoder.size() - 1);
        }
        return layers;
    }

    /// @param isLogits whether the layer's activation is left to the loss
    private void add(dev.hourglass.spec.layer.Layer layer, boolean isLogits) {
        var in = shape;
        shape = layer.outputShape(in);
        switch (layer) {
            case Dense dense -> {
                dense();
                layers.add(new TaskLayer.Dense(in.size(), dense.units(), activation(dense.activation(), isLogits)));
            }
            case Conv2d conv -> layers.add(convolution(conv, in, isLogits));
            case ConvTranspose2d conv -> layers.add(transposed(conv, in, isLogits));
            case MaxPool2d pool ->
                layers.add(
                        new TaskLayer.MaxPool(in.channels(), side(pool, pool.window()), in.height(), shape.height()));
            case AvgPool2d pool -> {
                int window = side(pool, pool.window());
                if (in.height() % window > 0) {
                    throw BenchmarkTaskWriter.absent(pool);
                }
                layers.add(new TaskLayer.AveragePool(in.channels(), window, in.height(), shape.height()));
            }
            case GroupNorm norm -> {
                tensors.remove();
                tensors.remove();
                layers.add(new TaskLayer.GroupNorm(in.channels(), norm.groups(), norm.epsilon()));
            }
            case Residual residual -> residual(residual, in);
            case Upsample2d upsample -> {
                if (upsample.interpolation() != Interpolation.NEAREST) {
                    throw BenchmarkTaskWriter.absent(upsample);
                }
                layers.add(new TaskLayer.Upsample(in.channels(), in.height(), shape.height()));
            }
            case Flatten _ -> {
                flattened = in;
                layers.add(new TaskLayer.Flatten(in.channels(), in.height()));
            }
            case Reshape reshape -> {
                reshape(in);
                layers.add(new TaskLayer.Reshape(reshape.to().channels(), reshape.to().height()));
            }
            case Activate(var activation) -> layers.add(new TaskLayer.Activate(activation(activation, isLogits)));
            default -> throw BenchmarkTaskWriter.absent(layer);
        }
    }

    private void residual(Residual residual, Shape in) {
        var out = shape;
        layers.add(new TaskLayer.Keep());
        shape = in;
        residual.body().forEach(layer -> add(layer, false));
        shape = out;
        var shortcut = residual.shortcut(in);
        if (shortcut.isEmpty()) {
            layers.add(new TaskLayer.AddKept());
        } else if (shortcut.get() instanceof Conv2d projection) {
            tensors.remove();
            tensors.remove();
            layers.add(new TaskLayer.AddProjected(
                    in.channels(), projection.filters(), side(projection, projection.stride())));
        } else {
            throw BenchmarkTaskWriter.absent(residual);
        }
    }

    private void dense() {
        var weight = tensors.remove();
        tensors.remove();
        if (flattened.channels() > 1) {
            int rows = flattened.size();
            int columns = weight.size() / rows;
            var old = Arrays.copyOfRange(weights, weight.offset(), weight.end());
            for (int row = 0; row < rows; row++) {
                System.arraycopy(old, row * columns, weights, weight.offset() + place(row, flattened) * columns,
                        columns);
            }
        }
        flattened = Shape.of(1);
    }

    /// Of windows and steps that are square.
    private static int side(dev.hourglass.spec.layer.Layer layer, Sides sides) {
        if (!sides.isSquare()) {
            throw BenchmarkTaskWriter.absent(layer);
        }
        return sides.height();
    }

    private TaskLayer convolution(Conv2d conv, Shape in, boolean isLogits) {
        if (!conv.dilation().isOne()) {
            throw BenchmarkTaskWriter.absent(conv);
        }
        tensors.remove();
        tensors.remove();
        int before = conv.padding().before(in.height(), side(conv, conv.kernel()), side(conv, conv.stride()));
        int after = (shape.height() - 1) * side(conv, conv.stride()) + side(conv, conv.kernel()) - in.height() - before;
        return new TaskLayer.Convolution(
                in.channels(), conv.filters(), side(conv, conv.kernel()), side(conv, conv.stride()), before,
                Math.max(after, 0), in.height(),
                shape.height(), activation(conv.activation(), isLogits));
    }

    private TaskLayer transposed(ConvTranspose2d conv, Shape in, boolean isLogits) {
        tensors.remove();
        tensors.remove();
        return new TaskLayer.Transposed(
                in.channels(), conv.filters(), side(conv, conv.kernel()), side(conv, conv.stride()),
                conv.padding().before(shape.height(), side(conv, conv.kernel()), side(conv, conv.stride())),
                in.height(), shape.height(),
                activation(conv.activation(), isLogits));
    }

    /// Puts the outputs of the dense map before a reshape into the order of the other frameworks.
    private void reshape(Shape in) {
        if (shape.channels() == 1) {
            return;
        }
        if (layers.isEmpty() || !(layers.getLast() instanceof TaskLayer.Dense)) {
            throw BenchmarkTaskWriter.absent("reshape but after a dense layer");
        }
        var all = workload.graph().tensors();
        int next = all.size() - tensors.size();
        permuteColumns(all.get(next - 2), in.size());
        permuteColumns(all.get(next - 1), in.size());
    }

    private void permuteColumns(ParameterTensor tensor, int columns) {
        var old = Arrays.copyOfRange(weights, tensor.offset(), tensor.end());
        for (int i = 0; i < old.length; i++) {
            weights[tensor.offset() + i / columns * columns + place(i % columns, shape)] = old[i];
        }
    }

    /// Where a picture's feature is among the others, channel after channel.
    private static int place(int feature, Shape picture) {
        int channels = picture.channels();
        return feature % channels * (picture.size() / channels) + feature / channels;
    }

    private static TaskActivation activation(dev.hourglass.spec.layer.Activation activation, boolean isLogits) {
        if (isLogits) {
            return TaskActivation.IDENTITY;
        }
        return switch (activation) {
            case IDENTITY -> TaskActivation.IDENTITY;
            case RELU -> TaskActivation.RELU;
            case SIGMOID -> TaskActivation.SIGMOID;
            case TANH -> TaskActivation.TANH;
            case SILU -> TaskActivation.SILU;
            case LEAKY_RELU, ELU, SOFTPLUS, GELU, SELU, HARD_SIGMOID ->
                throw BenchmarkTaskWriter.absent(activation);
        };
    }
}

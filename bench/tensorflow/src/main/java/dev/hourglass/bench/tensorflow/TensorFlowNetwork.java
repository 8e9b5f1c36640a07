package dev.hourglass.bench.tensorflow;

import dev.hourglass.bench.contender.BenchmarkTask;
import dev.hourglass.bench.contender.InitialWeights;
import dev.hourglass.bench.contender.Setting;
import dev.hourglass.bench.contender.TaskActivation;
import dev.hourglass.bench.contender.TaskLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/// A task's network in TensorFlow's operations.
///
/// Pictures keep their channels last, as TensorFlow's kernels for processors want them, so the weights of a dense layer beside
/// a flatten or a reshape, whose features the task has channel after channel, are put in that order.
final class TensorFlowNetwork {
    private static final String SAME = "SAME";

    private final List<TaskLayer> taskLayers;
    private final Setting setting;
    private final InitialWeights initial;
    private final Ops tf;
    private final Normals normals;
    private final List<Variable<TFloat32>> weights = new ArrayList<>();
    /// Channels of the picture whose features the next dense layer reads; 1 where it was none.
    private int flattenedChannels = 1;
    private Optional<Operand<TFloat32>> divergence = Optional.empty();

    /// @param normals the noise of a random code
    TensorFlowNetwork(BenchmarkTask task, Ops tf, Normals normals) {
        this.taskLayers = task.layers();
        this.setting = task.setting();
        this.initial = task.weights();
        this.tf = tf;
        this.normals = normals;
    }

    Operand<TFloat32> loss(Operand<TFloat32> input, Operand<TFloat32> target) {
        var output = input;
        for (int i = 0; i < taskLayers.size(); i++) {
            output = add(i, output);
        }
        var loss = mean(switch (setting.loss()) {
            case SQUARED_ERROR -> tf.math.squaredDifference(output, target);
            // The logistic loss of logits x and targets z is log(1 + exp(x)) - x z.
            case CROSS_ENTROPY -> tf.math.sub(tf.math.softplus(output), tf.math.mul(output, target));
        });
        return divergence.<Operand<TFloat32>>map(more -> tf.math.add(loss, more)).orElse(loss);
    }

    /// The weights and biases, in the order of the layers.
    List<Variable<TFloat32>> weights() {
        return List.copyOf(weights);
    }

    private Operand<TFloat32> mean(Operand<TFloat32> values) {
        var row = tf.reshape(values, tf.constant(new int[] {-1}));
        return tf.math.mean(row, tf.constant(0));
    }

    private Operand<TFloat32> add(int index, Operand<TFloat32> x) {
        return switch (taskLayers.get(index)) {
            case TaskLayer.Dense dense -> {
                int channels = index + 1 < taskLayers.size()
                        && taskLayers.get(index + 1) instanceof TaskLayer.Reshape(int toChannels, _) ? toChannels : 1;
                yield activate(dense.activation(), dense(x, dense.in(), dense.out(), channels));
            }
            case TaskLayer.Convolution conv -> convolution(conv, x);
            case TaskLayer.Transposed conv -> transposed(conv, x);
            case TaskLayer.MaxPool pool -> maxPool(pool, x);
            case TaskLayer.Upsample(_, _, int toSide) ->
                tf.image.resizeNearestNeighbor(x, tf.constant(new int[] {toSide, toSide}));
            case TaskLayer.Flatten(int channels, int side) -> {
                flattenedChannels = channels;
                yield tf.reshape(x, tf.constant(new int[] {setting.batch(), side * side * channels}));
            }
            case TaskLayer.Reshape(int channels, int side) ->
                tf.reshape(x, tf.constant(new int[] {setting.batch(), side, side, channels}));
            case TaskLayer.Activate(var activation) -> activate(activation, x);
            case TaskLayer.Gaussian gaussian -> gaussian(gaussian, x);
            case TaskLayer.AveragePool _, TaskLayer.GroupNorm _, TaskLayer.Keep _, TaskLayer.AddKept _, TaskLayer.AddProjected _ ->
                throw new UnsupportedOperationException("TensorFlow's network has no " + taskLayers.get(index));
        };
    }

    /// @param outChannels of the picture that its outputs become, 1 where they become none
    private Operand<TFloat32> dense(Operand<TFloat32> x, int in, int out, int outChannels) {
        var values = ChannelsLast.rows(initial.take(in * out), in, flattenedChannels);
        flattenedChannels = 1;
        var weight = variable(ChannelsLast.columns(values, out, outChannels), in, out);
        var bias = variable(ChannelsLast.columns(initial.take(out), out, outChannels), out);
        return tf.nn.biasAdd(tf.linalg.matMul(x, weight), bias);
    }

    private Operand<TFloat32> maxPool(TaskLayer.MaxPool pool, Operand<TFloat32> x) {
        if (pool.toSide() * pool.window() - pool.fromSide() > 1) {
            throw new UnsupportedOperationException(
                    "TensorFlow makes the first blocks smaller too, not only the last: " + pool);
        }
        var extents = tf.constant(new int[] {1, pool.window(), pool.window(), 1});
        return tf.nn.maxPool(x, extents, extents, SAME);
    }

    private Operand<TFloat32> convolution(TaskLayer.Convolution conv, Operand<TFloat32> x) {
        var padding = padding(conv.fromSide(), conv.toSide(), conv.kernel(), conv.stride(), conv.before());
        long kernel = conv.kernel();
        var weight = variable(
                initial.take(conv.kernel() * conv.kernel() * conv.in() * conv.out()), kernel, kernel, conv.in(),
                conv.out());
        var bias = variable(initial.take(conv.out()), conv.out());
        var y = tf.nn.conv2d(x, weight, strides(conv.stride()), padding);
        return activate(conv.activation(), tf.nn.biasAdd(y, bias));
    }

    /// The input gradient of the convolution that leads the other way.
    private Operand<TFloat32> transposed(TaskLayer.Transposed conv, Operand<TFloat32> x) {
        var padding = padding(conv.toSide(), conv.fromSide(), conv.kernel(), conv.stride(), conv.before());
        long kernel = conv.kernel();
        var weight = variable(
                initial.takeExchanged(conv.kernel(), conv.in(), conv.out()), kernel, kernel, conv.out(), conv.in());
        var bias = variable(initial.take(conv.out()), conv.out());
        var size = tf.constant(new int[] {setting.batch(), conv.toSide(), conv.toSide(), conv.out()});
        var y = tf.nn.conv2dBackpropInput(size, weight, x, strides(conv.stride()), padding);
        return activate(conv.activation(), tf.nn.biasAdd(y, bias));
    }

    /// The name of a convolution's padding.
    ///
    /// @throws UnsupportedOperationException if it has none: only named paddings have gradients
    private static String padding(int from, int to, int kernel, int stride, int before) {
        int added = Math.max((to - 1) * stride + kernel - from, 0);
        if (before == 0 && added == 0 && to == (from - kernel) / stride + 1) {
            return "VALID";
        }
        if (before == added / 2 && to == -Math.floorDiv(-from, stride)) {
            return SAME;
        }
        throw new UnsupportedOperationException(
                "TensorFlow has gradients of no padding but same and valid: %d pixels before %d to %d, kernel %d, stride %d"
                        .formatted(before, from, to, kernel, stride));
    }

    private static List<Long> strides(long stride) {
        return List.of(1L, stride, stride, 1L);
    }

    private Operand<TFloat32> gaussian(TaskLayer.Gaussian gaussian, Operand<TFloat32> x) {
        int size = gaussian.size();
        var heads = tf.split(tf.constant(1), dense(x, gaussian.in(), 2 * size, 1), 2L).output();
        var mean = heads.get(0);
        var logVariance = heads.get(1);
        var deviation = tf.math.exp(tf.math.mul(logVariance, tf.constant(0.5f)));
        var terms = tf.math.sub(
                tf.math.sub(tf.math.add(tf.math.square(mean), tf.math.square(deviation)), logVariance),
                tf.constant(1f));
        // Half, because of the formula; averaged over samples; per feature, as the loss is.
        double scale = 0.5 * gaussian.beta() * size / setting.features();
        divergence = Optional.of(tf.math.mul(mean(terms), tf.constant((float) scale)));
        var noise = normals.ofCodes(Shape.of(setting.batch(), size));
        return tf.math.add(tf.math.mul(deviation, noise), mean);
    }

    private Operand<TFloat32> activate(TaskActivation activation, Operand<TFloat32> x) {
        return switch (activation) {
            case IDENTITY -> x;
            case RELU -> tf.nn.relu(x);
            case SIGMOID -> tf.math.sigmoid(x);
            case TANH -> tf.math.tanh(x);
            case SILU -> tf.math.mul(x, tf.math.sigmoid(x));
        };
    }

    private Variable<TFloat32> variable(float[] values, long... shape) {
        var variable = tf.variable(tf.constant(Shape.of(shape), DataBuffers.of(values, true, false)));
        weights.add(variable);
        return variable;
    }
}

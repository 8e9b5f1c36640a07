package dev.hourglass.bench.tensorflow;

import dev.hourglass.bench.contender.BenchmarkTask;
import dev.hourglass.bench.contender.Setting;
import dev.hourglass.bench.contender.SharedNoise;
import dev.hourglass.bench.contender.TaskOptimizer;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.framework.optimizers.AdaDelta;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/// A training step as a graph.
///
/// @param samples the batch
/// @param normals what is fed besides, where noise is given
/// @param loss the batch's objective before the step
/// @param update changes the weights
record TrainingGraph(
        Placeholder<TFloat32> samples, List<GivenNormals> normals, Operand<TFloat32> loss, Op update) {
    static TrainingGraph of(BenchmarkTask task, Optional<SharedNoise> noise, Graph graph) {
        var setting = task.setting();
        var tf = Ops.create(graph);
        var normals = new Normals(tf, setting.seed(), noise);
        var samples = tf.placeholder(TFloat32.class, Placeholder.shape(shape(setting)));
        var input = setting.sigma() > 0 ? noisy(setting, samples, tf, normals) : samples;
        var network = new TensorFlowNetwork(task, tf, normals);
        var loss = network.loss(input, samples);
        var update = update(task.optimizer(), loss, network.weights(), graph, tf);
        return new TrainingGraph(samples, normals.given(), loss, update);
    }

    /// `[sample][feature]`, or `[sample][row][column][channel]` for pictures.
    static Shape shape(Setting setting) {
        return setting.isPicture()
                ? Shape.of(setting.batch(), setting.side(), setting.side(), setting.channels())
                : Shape.of(setting.batch(), setting.channels());
    }

    private static Operand<TFloat32> noisy(Setting setting, Operand<TFloat32> target, Ops tf, Normals normals) {
        var noise = tf.math.mul(normals.ofInputs(shape(setting)), tf.constant((float) setting.sigma()));
        var noisy = tf.math.add(target, noise);
        return Double.isFinite(setting.min())
                ? tf.clipByValue(noisy, tf.constant((float) setting.min()), tf.constant((float) setting.max()))
                : noisy;
    }

    private static Op update(
            TaskOptimizer optimizer, Operand<TFloat32> loss, List<Variable<TFloat32>> weights, Graph graph, Ops tf) {
        return switch (optimizer) {
            case TaskOptimizer.Adam adam -> {
                var variables = weights.stream().map(Variable::asOutput).toArray(Output<?>[]::new);
                yield new AdamUpdate(tf, adam).of(weights, graph.addGradients(loss.asOutput(), variables));
            }
            case TaskOptimizer.Adadelta(double rate, double rho, double epsilon) ->
                new AdaDelta(graph, (float) rate, (float) rho, (float) epsilon).minimize(loss);
        };
    }
}

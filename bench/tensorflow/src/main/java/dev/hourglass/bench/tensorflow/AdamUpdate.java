package dev.hourglass.bench.tensorflow;

import dev.hourglass.bench.contender.TaskOptimizer;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.train.ApplyAdam;
import org.tensorflow.types.TFloat32;

/// Adam by TensorFlow's operation for it. The library's own optimizer (1.1.0) multiplies the powers of the betas while weights
/// may still need them, so that first steps are up to a third too short; here the powers wait for all weights.
final class AdamUpdate {
    private final Ops tf;
    private final TaskOptimizer.Adam options;
    private final Variable<TFloat32> power1;
    private final Variable<TFloat32> power2;

    AdamUpdate(Ops tf, TaskOptimizer.Adam options) {
        this.tf = tf;
        this.options = options;
        this.power1 = tf.variable(constant(options.beta1()));
        this.power2 = tf.variable(constant(options.beta2()));
    }

    /// Changes all weights when all gradients are there, since a weight is read on the way back too.
    Op of(List<Variable<TFloat32>> weights, Output<?>[] gradients) {
        var whenGradientsAreThere = tf.withControlDependencies(List.<Op>of(gradients));
        var updates = new ArrayList<Op>();
        for (int i = 0; i < gradients.length; i++) {
            updates.add(update(whenGradientsAreThere, weights.get(i), gradients[i].expect(TFloat32.class)));
        }
        var afterwards = tf.withControlDependencies(updates);
        var powers = List.<Op>of(
                afterwards.assign(power1, afterwards.math.mul(power1, constant(options.beta1()))),
                afterwards.assign(power2, afterwards.math.mul(power2, constant(options.beta2()))));
        return tf.withControlDependencies(powers).noOp();
    }

    private Op update(Ops ordered, Variable<TFloat32> weight, Operand<TFloat32> gradient) {
        return ordered.train.applyAdam(
                weight, zeros(weight), zeros(weight), power1, power2, constant(options.rate()),
                constant(options.beta1()), constant(options.beta2()), constant(options.epsilon()), gradient,
                ApplyAdam.useLocking(true));
    }

    private Variable<TFloat32> zeros(Variable<TFloat32> weight) {
        return tf.variable(tf.zeros(tf.constant(weight.shape()), TFloat32.class));
    }

    private Operand<TFloat32> constant(double value) {
        return tf.constant((float) value);
    }
}

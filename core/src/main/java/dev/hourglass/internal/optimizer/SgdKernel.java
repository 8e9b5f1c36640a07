package dev.hourglass.internal.optimizer;

import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.spec.optimizer.Sgd;

/// [Sgd].
public final class SgdKernel implements OptimizerKernel {
    private final Sgd options;
    private final float[] velocity;
    private float rate;

    public SgdKernel(Sgd options, Slots slots) {
        this.options = options;
        this.velocity = slots.named("velocity");
    }

    @Override
    public void begin(long step, double factor) {
        rate = (float) (options.learningRate() * factor);
    }

    @Override
    public void update(ParameterTensor tensor, float[] weights, float[] gradient, int from, int to) {
        float momentum = (float) options.momentum();
        if (options.nesterov()) {
            for (int i = from; i < to; i++) {
                float v = OptimizerKernel.flush(Math.fma(momentum, velocity[i], gradient[i]));
                velocity[i] = v;
                weights[i] = Math.fma(-rate, Math.fma(momentum, v, gradient[i]), weights[i]);
            }
        } else {
            for (int i = from; i < to; i++) {
                float v = OptimizerKernel.flush(Math.fma(momentum, velocity[i], gradient[i]));
                velocity[i] = v;
                weights[i] = Math.fma(-rate, v, weights[i]);
            }
        }
    }
}

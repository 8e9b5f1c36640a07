package dev.hourglass.internal.optimizer;

import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.spec.optimizer.RmsProp;

/// [RmsProp].
public final class RmsPropKernel implements OptimizerKernel {
    private final RmsProp options;
    private final float[] square;
    private float rate;

    public RmsPropKernel(RmsProp options, Slots slots) {
        this.options = options;
        this.square = slots.named("square");
    }

    @Override
    public void begin(long step, double factor) {
        rate = (float) (options.learningRate() * factor);
    }

    @Override
    public void update(ParameterTensor tensor, float[] weights, float[] gradient, int from, int to) {
        float rho = (float) options.rho();
        float rest = (float) (1 - options.rho());
        float epsilon = (float) options.epsilon();
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float s = OptimizerKernel.flush(Math.fma(rho, square[i], rest * g * g));
            square[i] = s;
            weights[i] = Math.fma(-rate, g / ((float) Math.sqrt(s) + epsilon), weights[i]);
        }
    }
}

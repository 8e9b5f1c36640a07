package dev.hourglass.internal.optimizer;

import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.spec.optimizer.Adagrad;

/// [Adagrad].
public final class AdagradKernel implements OptimizerKernel {
    private final Adagrad options;
    private final float[] square;
    private float rate;

    public AdagradKernel(Adagrad options, Slots slots) {
        this.options = options;
        this.square = slots.named("square");
    }

    @Override
    public void begin(long step, double factor) {
        rate = (float) (options.learningRate() * factor);
    }

    @Override
    public void update(ParameterTensor tensor, float[] weights, float[] gradient, int from, int to) {
        float epsilon = (float) options.epsilon();
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float s = Math.fma(g, g, square[i]);
            square[i] = s;
            weights[i] = Math.fma(-rate, g / ((float) Math.sqrt(s) + epsilon), weights[i]);
        }
    }
}

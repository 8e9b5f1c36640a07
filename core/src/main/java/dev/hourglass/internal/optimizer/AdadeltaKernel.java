package dev.hourglass.internal.optimizer;

import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.spec.optimizer.Adadelta;

/// [Adadelta].
public final class AdadeltaKernel implements OptimizerKernel {
    private final Adadelta options;
    private final float[] gradientSquare;
    private final float[] stepSquare;
    private float rate;

    public AdadeltaKernel(Adadelta options, Slots slots) {
        this.options = options;
        this.gradientSquare = slots.named("gradient_square");
        this.stepSquare = slots.named("step_square");
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
            float s = OptimizerKernel.flush(Math.fma(rho, gradientSquare[i], rest * g * g));
            float step = (float) Math.sqrt((stepSquare[i] + epsilon) / (s + epsilon)) * g;
            gradientSquare[i] = s;
            stepSquare[i] = OptimizerKernel.flush(Math.fma(rho, stepSquare[i], rest * step * step));
            weights[i] = Math.fma(-rate, step, weights[i]);
        }
    }
}

package dev.hourglass.internal.optimizer;

import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.optimizer.AdamW;

/// [Adam] and, with a decay of the weights, [AdamW].
public final class AdamKernel implements OptimizerKernel {
    private final Adam options;
    private final double weightDecay;
    public final float[] mean;
    public final float[] square;
    private float rate;
    private float squareCorrection;
    private float keep;

    public AdamKernel(Adam options, Slots slots) {
        this(options, 0, slots);
    }

    public AdamKernel(AdamW options, Slots slots) {
        this(
                new Adam(options.learningRate(), options.beta1(), options.beta2(), options.epsilon()),
                options.weightDecay(),
                slots);
    }

    private AdamKernel(Adam options, double weightDecay, Slots slots) {
        this.options = options;
        this.weightDecay = weightDecay;
        this.mean = slots.named("mean");
        this.square = slots.named("square");
    }

    @Override
    public void begin(long step, double factor) {
        double learningRate = options.learningRate() * factor;
        rate = (float) (learningRate / (1 - StrictMath.pow(options.beta1(), (double) step)));
        squareCorrection = (float) (1 / (1 - StrictMath.pow(options.beta2(), (double) step)));
        keep = (float) (1 - learningRate * weightDecay);
    }

    @Override
    public void update(ParameterTensor tensor, float[] weights, float[] gradient, int from, int to) {
        float beta1 = (float) options.beta1();
        float beta2 = (float) options.beta2();
        float rest1 = (float) (1 - options.beta1());
        float rest2 = (float) (1 - options.beta2());
        float epsilon = (float) options.epsilon();
        float kept = tensor.decays() ? keep : 1f;
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float m = OptimizerKernel.flush(Math.fma(beta1, mean[i], rest1 * g));
            float v = OptimizerKernel.flush(Math.fma(beta2, square[i], rest2 * g * g));
            mean[i] = m;
            square[i] = v;
            float step = m / ((float) Math.sqrt(v * squareCorrection) + epsilon);
            weights[i] = Math.fma(-rate, step, weights[i] * kept);
        }
    }
}

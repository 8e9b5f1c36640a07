package dev.hourglass.internal.optimizer;

import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.spec.optimizer.NAdam;

/// [NAdam].
public final class NAdamKernel implements OptimizerKernel {
    private static final double BASE = 0.96;

    private final NAdam options;
    private final float[] mean;
    private final float[] square;
    /// The product of the momenta of the steps so far, and how many they are.
    private double product = 1;
    private long steps;
    private float gradientRate;
    private float meanRate;
    private float squareCorrection;

    public NAdamKernel(NAdam options, Slots slots) {
        this.options = options;
        this.mean = slots.named("mean");
        this.square = slots.named("square");
    }

    @Override
    public void begin(long step, double factor) {
        if (step <= steps) {
            product = 1;
            steps = 0;
        }
        while (steps < step) {
            product *= momentum(++steps);
        }
        double learningRate = options.learningRate() * factor;
        double momentum = momentum(step);
        double next = momentum(step + 1);
        gradientRate = (float) (learningRate * (1 - momentum) / (1 - product));
        meanRate = (float) (learningRate * next / (1 - product * next));
        squareCorrection = (float) (1 / (1 - StrictMath.pow(options.beta2(), (double) step)));
    }

    private double momentum(long step) {
        return options.beta1() * (1 - 0.5 * StrictMath.pow(BASE, step * options.momentumDecay()));
    }

    @Override
    public void update(ParameterTensor tensor, float[] weights, float[] gradient, int from, int to) {
        float beta1 = (float) options.beta1();
        float beta2 = (float) options.beta2();
        float rest1 = (float) (1 - options.beta1());
        float rest2 = (float) (1 - options.beta2());
        float epsilon = (float) options.epsilon();
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float m = OptimizerKernel.flush(Math.fma(beta1, mean[i], rest1 * g));
            float v = OptimizerKernel.flush(Math.fma(beta2, square[i], rest2 * g * g));
            mean[i] = m;
            square[i] = v;
            float step = Math.fma(gradientRate, g, meanRate * m) / ((float) Math.sqrt(v * squareCorrection) + epsilon);
            weights[i] -= step;
        }
    }
}

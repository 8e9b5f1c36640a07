package dev.hourglass.internal.exec;

import dev.hourglass.internal.optimizer.Slot;
import dev.hourglass.spec.WeightAverage;
import java.util.Optional;

/// The moving average of weights ([WeightAverage]), kept among what optimizers remember. It begins at 0, which a division corrects.
final class RunningAverage {
    static final String NAME = "average";

    private final float decay;
    private final float rest;
    private final float[] sums;

    /// @param sums for each parameter
    RunningAverage(WeightAverage average, float[] sums) {
        this.decay = (float) average.decay();
        this.rest = (float) (1 - average.decay());
        this.sums = sums;
    }

    /// Adds the weights `from` to `to - 1` after a step.
    void add(float[] weights, int from, int to) {
        for (int i = from; i < to; i++) {
            sums[i] = Math.fma(decay, sums[i], rest * weights[i]);
        }
    }

    /// The weights of the model at a state: averaged, where an average is kept and there was a step.
    static float[] weights(EngineState state, Optional<WeightAverage> average) {
        var sums = state.slots().stream().filter(slot -> slot.name().equals(NAME)).map(Slot::values).findFirst();
        if (average.isEmpty() || sums.isEmpty() || state.step() == 0) {
            return state.weights();
        }
        float correction = (float) (1 / (1 - StrictMath.pow(average.get().decay(), (double) state.step())));
        var weights = new float[state.weights().length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = sums.get()[i] * correction;
        }
        return weights;
    }
}

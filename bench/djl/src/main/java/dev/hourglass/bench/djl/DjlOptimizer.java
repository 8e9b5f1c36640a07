package dev.hourglass.bench.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.tracker.Tracker;
import dev.hourglass.bench.contender.TaskOptimizer;
import java.util.ArrayList;
import java.util.List;

/// DJL's optimizers.
sealed interface DjlOptimizer {
    static DjlOptimizer of(TaskOptimizer optimizer, List<NDArray> parameters) {
        return switch (optimizer) {
            case TaskOptimizer.Adam adam -> Native.of(adam, parameters);
            case TaskOptimizer.Adadelta adadelta -> new InArrays(adadelta, parameters);
        };
    }

    /// Moves the parameters and clears their gradients.
    void step();

    /// One that the library has.
    record Native(ai.djl.training.optimizer.Optimizer optimizer, List<NDArray> parameters) implements DjlOptimizer {
        static Native of(TaskOptimizer.Adam adam, List<NDArray> parameters) {
            var optimizer = ai.djl.training.optimizer.Optimizer.adam()
                    .optLearningRateTracker(Tracker.fixed((float) adam.rate()))
                    .optBeta1((float) adam.beta1())
                    .optBeta2((float) adam.beta2())
                    .optEpsilon((float) adam.epsilon())
                    .build();
            return new Native(optimizer, parameters);
        }

        @Override
        public void step() {
            for (int i = 0; i < parameters.size(); i++) {
                try (var gradient = parameters.get(i).getGradient()) {
                    optimizer.update(Integer.toString(i), parameters.get(i), gradient);
                }
            }
        }
    }

    /// Adadelta, which DJL lacks on PyTorch: the operations on arrays of PyTorch's own in Python.
    final class InArrays implements DjlOptimizer {
        private final TaskOptimizer.Adadelta options;
        private final List<NDArray> parameters;
        private final List<NDArray> gradientSquares = new ArrayList<>();
        private final List<NDArray> stepSquares = new ArrayList<>();

        InArrays(TaskOptimizer.Adadelta options, List<NDArray> parameters) {
            this.options = options;
            this.parameters = parameters;
            for (var parameter : parameters) {
                gradientSquares.add(parameter.getManager().zeros(parameter.getShape()));
                stepSquares.add(parameter.getManager().zeros(parameter.getShape()));
            }
        }

        @Override
        public void step() {
            for (int i = 0; i < parameters.size(); i++) {
                step(parameters.get(i), gradientSquares.get(i), stepSquares.get(i));
            }
        }

        private void step(NDArray parameter, NDArray gradientSquare, NDArray stepSquare) {
            double rest = 1 - options.rho();
            try (var gradient = parameter.getGradient(); var square = gradient.square()) {
                gradientSquare.muli(options.rho()).addi(square.muli(rest));
                try (var size = gradientSquare.add(options.epsilon());
                        var ratio = stepSquare.add(options.epsilon()).divi(size);
                        var step = ratio.sqrt();
                        var moved = step.muli(gradient).square()) {
                    stepSquare.muli(options.rho()).addi(moved.muli(rest));
                    parameter.subi(step.muli(options.rate()));
                }
            }
            JniUtils.zeroGrad((PtNDArray) parameter);
        }
    }
}

package dev.hourglass.bench.libtorch;

import dev.hourglass.bench.contender.TaskOptimizer;
import java.util.Arrays;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// libtorch's optimizers.
sealed interface LibtorchOptimizer {
    static LibtorchOptimizer of(TaskOptimizer optimizer, TensorVector parameters) {
        return switch (optimizer) {
            case TaskOptimizer.Adam adam -> Native.of(adam, parameters);
            case TaskOptimizer.Adadelta adadelta -> new InTensors(adadelta, parameters.get());
        };
    }

    void clearGradients();

    void step();

    /// One that the library has.
    record Native(org.bytedeco.pytorch.Optimizer optimizer) implements LibtorchOptimizer {
        static Native of(TaskOptimizer.Adam adam, TensorVector parameters) {
            // The bindings hand out the betas as a C++ tuple, whose order in memory is the compiler's affair.
            if (adam.beta1() != 0.9 || adam.beta2() != 0.999) {
                throw new UnsupportedOperationException("no betas but the paper's: " + adam);
            }
            var options = new AdamOptions(adam.rate());
            options.eps().put(adam.epsilon());
            return new Native(new org.bytedeco.pytorch.Adam(parameters, options));
        }

        @Override
        public void clearGradients() {
            optimizer.zero_grad();
        }

        @Override
        public void step() {
            optimizer.step();
        }
    }

    /// Adadelta, which the C++ library lacks: the operations on tensors of PyTorch's own in Python.
    final class InTensors implements LibtorchOptimizer {
        private final Tensor[] parameters;
        private final Tensor[] gradientSquares;
        private final Tensor[] stepSquares;
        private final Scalar rho;
        private final Scalar rest;
        private final Scalar epsilon;
        private final Scalar rate;

        InTensors(TaskOptimizer.Adadelta options, Tensor[] parameters) {
            this.parameters = parameters;
            this.gradientSquares = zerosLike(parameters);
            this.stepSquares = zerosLike(parameters);
            this.rho = new Scalar(options.rho());
            this.rest = new Scalar(1 - options.rho());
            this.epsilon = new Scalar(options.epsilon());
            this.rate = new Scalar(-options.rate());
        }

        private static Tensor[] zerosLike(Tensor[] tensors) {
            return Arrays.stream(tensors).map(tensor -> torch.zeros_like(tensor.detach())).toArray(Tensor[]::new);
        }

        @Override
        public void clearGradients() {
            for (var parameter : parameters) {
                parameter.mutable_grad().reset();
            }
        }

        @Override
        public void step() {
            try (var _ = new NoGradGuard()) {
                for (int i = 0; i < parameters.length; i++) {
                    var gradient = parameters[i].grad();
                    gradientSquares[i].mul_(rho).addcmul_(gradient, gradient, rest);
                    var step = stepSquares[i].add(epsilon).sqrt_();
                    step.div_(gradientSquares[i].add(epsilon).sqrt_()).mul_(gradient);
                    stepSquares[i].mul_(rho).addcmul_(step, step, rest);
                    parameters[i].add_(step, rate);
                }
            }
        }
    }
}

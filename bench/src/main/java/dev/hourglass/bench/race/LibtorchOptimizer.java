package dev.hourglass.bench.race;

import dev.hourglass.spec.Adadelta;
import dev.hourglass.spec.Adagrad;
import dev.hourglass.spec.Adam;
import dev.hourglass.spec.AdamW;
import dev.hourglass.spec.Optimizer;
import dev.hourglass.spec.RmsProp;
import dev.hourglass.spec.Sgd;
import java.util.Arrays;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// libtorch's optimizers.
sealed interface LibtorchOptimizer {
    static LibtorchOptimizer of(Optimizer optimizer, TensorVector parameters) {
        return switch (optimizer) {
            case Adam adam -> Native.of(adam, parameters);
            case Adadelta adadelta -> new InTensors(adadelta, parameters.get());
            case Sgd _, AdamW _, RmsProp _, Adagrad _ -> throw absent(optimizer);
        };
    }

    void clearGradients();

    void step();

    private static UnsupportedOperationException absent(Optimizer optimizer) {
        return new UnsupportedOperationException("libtorch's side of the race has no " + optimizer + " yet");
    }

    /// One that the library has.
    record Native(org.bytedeco.pytorch.Optimizer optimizer) implements LibtorchOptimizer {
        static Native of(Adam adam, TensorVector parameters) {
            // The bindings hand out the betas as a C++ tuple, whose order in memory is the compiler's affair.
            if (adam.beta1() != 0.9 || adam.beta2() != 0.999) {
                throw absent(adam);
            }
            var options = new AdamOptions(adam.learningRate());
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

        InTensors(Adadelta options, Tensor[] parameters) {
            this.parameters = parameters;
            this.gradientSquares = zerosLike(parameters);
            this.stepSquares = zerosLike(parameters);
            this.rho = new Scalar(options.rho());
            this.rest = new Scalar(1 - options.rho());
            this.epsilon = new Scalar(options.epsilon());
            this.rate = new Scalar(-options.learningRate());
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

package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.spec.layer.Activation;

/// `y = f(x)`; `dx = dy f'(x)`.
///
/// An op with weights ends with its activation itself, except where the derivative needs the argument: then training keeps
/// both, and this op follows.
public record ActivateOp(Activation activation) implements UnaryOp {
    @Override
    public Executor on(Variable in, Variable out) {
        return new Activating(activation, in, out);
    }

    private static final class Activating implements Executor {
        private final Activation activation;
        private final Variable in;
        private final Variable out;

        Activating(Activation activation, Variable in, Variable out) {
            this.activation = activation;
            this.in = in;
            this.out = out;
        }

        @Override
        public void forward(Workspace workspace) {
            var value = out.value();
            for (int panel = 0; panel < workspace.panels(); panel++) {
                for (int y = 0; y < value.extent().height(); y++) {
                    CopyOp.copyRow(workspace.memory, in.value(), value, panel, y);
                    workspace.forward.activate(activation, workspace.memory, value.at(panel, y, 0), value.row());
                }
            }
        }

        @Override
        public void backward(Workspace workspace) {
            var gradient = in.gradient();
            var known = Kernels.derivesFromArgument(activation) ? in.value() : out.value();
            for (int panel = 0; panel < workspace.panels(); panel++) {
                for (int y = 0; y < gradient.extent().height(); y++) {
                    CopyOp.copyRow(workspace.memory, out.gradient(), gradient, panel, y);
                    workspace.kernels.derive(
                            activation,
                            workspace.memory, known.at(panel, y, 0),
                            workspace.memory, gradient.at(panel, y, 0), gradient.row());
                }
            }
        }
    }
}

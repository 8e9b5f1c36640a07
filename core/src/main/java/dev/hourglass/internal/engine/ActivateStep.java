package dev.hourglass.internal.engine;

import dev.hourglass.internal.graph.Variable;
import dev.hourglass.spec.Activation;

/// `y = f(x)`; `dx = dy f'(x)`.
final class ActivateStep implements Step {
    private final Activation activation;
    private final Variable in;
    private final Variable out;

    ActivateStep(Activation activation, Variable in, Variable out) {
        this.activation = activation;
        this.in = in;
        this.out = out;
    }

    @Override
    public void forward(Shard shard) {
        var value = out.value();
        for (int panel = 0; panel < shard.panels(); panel++) {
            CopyStep.copy(shard.memory, in.value(), value, panel);
            for (int y = 0; y < value.extent().height(); y++) {
                shard.forward.activate(activation, shard.memory, value.at(panel, y, 0), value.row());
            }
        }
    }

    @Override
    public void backward(Shard shard) {
        var gradient = in.gradient();
        for (int panel = 0; panel < shard.panels(); panel++) {
            CopyStep.copy(shard.memory, out.gradient(), gradient, panel);
            for (int y = 0; y < gradient.extent().height(); y++) {
                shard.kernels.derive(
                        activation,
                        shard.memory, out.value().at(panel, y, 0),
                        shard.memory, gradient.at(panel, y, 0), gradient.row());
            }
        }
    }
}

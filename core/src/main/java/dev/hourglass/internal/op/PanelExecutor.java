package dev.hourglass.internal.op;

import java.util.Optional;

/// The executor of an op with weights whose passes work on one panel after another.
///
/// @param parts of the forward pass
/// @param forward computes the output, up to its activation
/// @param weightGradient adds to the gradients of the weights
/// @param backward computes the input's gradient
record PanelExecutor(int parts, ActivationStep activation, BandPass forward, PanelPass weightGradient,
        PanelPass backward)
        implements Op.DivisibleExecutor {
    @Override
    public void forward(Workspace workspace) {
        run(forward, workspace);
        finish(workspace);
    }

    @Override
    public void forwardPart(Workspace workspace, int part) {
        int from = firstRow(part, forward.bands());
        int to = firstRow(part + 1, forward.bands());
        for (int panel = 0; from < to && panel < workspace.panels(); panel++) {
            forward.run(workspace, panel, from, to);
        }
    }

    @Override
    public void finish(Workspace workspace) {
        activation.activate(workspace);
    }

    @Override
    public void addWeightGradients(Workspace workspace) {
        activation.derive(workspace);
        run(weightGradient, workspace);
    }

    @Override
    public void backward(Workspace workspace) {
        run(backward, workspace);
    }

    @Override
    public Optional<Bands> bands() {
        return weightGradient instanceof BandPass weights ? Bands.of(activation, forward, weights, backward)
                : Optional.empty();
    }

    private static void run(PanelPass pass, Workspace workspace) {
        for (int panel = 0; panel < workspace.panels(); panel++) {
            pass.run(workspace, panel);
        }
    }
}

package dev.hourglass.internal.op;

/// The executor of an op with weights whose passes work on one panel after another.
///
/// @param parts of the forward pass
/// @param forward computes the output, up to its activation
/// @param weightGradient adds to the gradients of the weights
/// @param backward computes the input's gradient
record PanelExecutor(int parts, ActivationStep activation, BandPass forward, Pass weightGradient, Pass backward)
        implements Op.DivisibleExecutor {
    /// Holds no state of its own, so that any number of workspaces can use it at once.
    interface Pass {
        /// What has nothing to compute.
        Pass NONE = (_, _) -> {};

        void run(Workspace workspace, int panel);
    }

    /// A pass that can be cut into bands of rows.
    interface BandPass extends Pass {
        /// Rows, each of which can be computed before or after the others.
        int rows();

        /// Computes the rows `from` to `to - 1`.
        void run(Workspace workspace, int panel, int from, int to);

        @Override
        default void run(Workspace workspace, int panel) {
            run(workspace, panel, 0, rows());
        }
    }

    @Override
    public void forward(Workspace workspace) {
        run(forward, workspace);
        finish(workspace);
    }

    @Override
    public void forwardPart(Workspace workspace, int part) {
        int from = firstRow(part, forward.rows());
        int to = firstRow(part + 1, forward.rows());
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

    private static void run(Pass pass, Workspace workspace) {
        for (int panel = 0; panel < workspace.panels(); panel++) {
            pass.run(workspace, panel);
        }
    }
}

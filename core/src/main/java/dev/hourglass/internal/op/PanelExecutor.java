package dev.hourglass.internal.op;

/// The executor of an op with weights whose passes work on one panel after another.
///
/// @param forward computes the output, up to its activation
/// @param weightGradient adds to the gradients of the weights
/// @param backward computes the input's gradient
record PanelExecutor(ActivationStep activation, Pass forward, Pass weightGradient, Pass backward)
        implements Op.Executor {
    /// Holds no state of its own, so that any number of workspaces can use it at once.
    interface Pass {
        /// What has nothing to compute.
        Pass NONE = (_, _) -> {};

        void run(Workspace workspace, int panel);
    }

    @Override
    public void forward(Workspace workspace) {
        run(forward, workspace);
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

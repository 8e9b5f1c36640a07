package dev.hourglass.internal.op;

/// What is computed for one panel after another. Holds no state of its own, so that any number of workspaces can use it at once.
public interface PanelPass {
    /// What has nothing to compute.
    PanelPass NONE = (_, _) -> {};

    void run(Workspace workspace, int panel);
}

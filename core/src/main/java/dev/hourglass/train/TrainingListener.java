package dev.hourglass.train;

/// Told what happens, on the thread that trains. Whatever a listener throws ends the training.
public interface TrainingListener {
    default void onStep(StepReport step) {}

    default void onEpoch(EpochReport epoch) {}

    /// An epoch of one layer's own training, before all layers are trained together.
    default void onPretraining(PretrainingReport report) {}

    default void onFinding(Finding finding) {}
}

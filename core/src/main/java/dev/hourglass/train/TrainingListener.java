package dev.hourglass.train;

/// Told what happens, on the thread that trains. Whatever a listener throws ends the training.
public interface TrainingListener {
    default void onStep(StepReport step) {}

    default void onEpoch(EpochReport epoch) {}

    default void onFinding(Finding finding) {}
}

package dev.hourglass.anomaly;

import dev.hourglass.spec.SpecException;

/// From which score on something is an anomaly, by the scores of held-out rows alone.
public sealed interface Threshold permits FalseAlarms, PeaksOverThreshold, AlertsPerDay, FixedScore {
    /// The score.
    ///
    /// @param heldOut scores of rows like those of training
    double score(Tail heldOut);

    /// Refuses what so few scores cannot tell.
    ///
    /// @param heldOut how many there are
    /// @throws SpecException if it asks for rarer scores than they can have
    default void requireTold(long heldOut) {}
}

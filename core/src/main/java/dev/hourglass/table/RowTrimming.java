package dev.hourglass.table;

import dev.hourglass.internal.check.Require;
import java.util.Optional;

/// Leaves out of a training the rows that a first training finds most unusual: anomalies among them would be learnt as well.
///
/// @param share of the training rows, rounded down, at least 0 and below 1
/// @param train how the first training differs from the other one
public record RowTrimming(double share, Optional<TrainingParts> train) {
    public RowTrimming {
        Require.fraction("trim", "share", share);
    }

    /// The same for as many epochs as the other training.
    RowTrimming forEpochsOfTraining() {
        return new RowTrimming(share, train.map(TrainingParts::withoutEpochs));
    }

    /// By a first training that is like the other one.
    public RowTrimming(double share) {
        this(share, Optional.empty());
    }

    /// The same with another `share`.
    public RowTrimming withShare(double share) {
        return new RowTrimming(share, train);
    }

    /// The same with another `train`.
    public RowTrimming withTrain(TrainingParts train) {
        return new RowTrimming(share, Optional.of(train));
    }

    /// The same without `train`.
    public RowTrimming withoutTrain() {
        return new RowTrimming(share, Optional.empty());
    }
}

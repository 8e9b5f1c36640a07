package dev.hourglass.train;

import java.util.OptionalDouble;

/// One epoch, just done.
///
/// @param epoch counted from 1
/// @param loss the objective, averaged over the epoch's samples while the weights moved
/// @param validationLoss the objective on the validation samples after the epoch
/// @param learningRate at the epoch's last step
/// @param seconds spent on the epoch's steps, without validation
/// @param samples seen in this epoch
/// @param validationAccuracy of a classifier: the share of the validation samples whose class is predicted correctly
public record EpochReport(
        int epoch, double loss, OptionalDouble validationLoss, double learningRate, double seconds, long samples,
        OptionalDouble validationAccuracy) {

    /// An epoch of a model that is not a classifier.
    public EpochReport(
            int epoch, double loss, OptionalDouble validationLoss, double learningRate, double seconds, long samples) {
        this(epoch, loss, validationLoss, learningRate, seconds, samples, OptionalDouble.empty());
    }
}

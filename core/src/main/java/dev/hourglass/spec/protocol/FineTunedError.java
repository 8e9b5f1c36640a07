package dev.hourglass.spec.protocol;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;

/// The share of test samples whose class a classifier gets wrong: the encoder with a softmax on its codes, all of it trained on the labels of
/// the training samples.
///
/// @param train how it is trained; the seed is that of the autoencoder
/// @param dropout after each dense layer of the encoder, at least 0 and below 1
public record FineTunedError(TrainingOptions train, double dropout) implements Measure {
    public FineTunedError {
        Require.fraction("fine_tuned_error", "dropout", dropout);
        if (train.pretraining().isPresent()) {
            throw new SpecException(
                    "fine_tuned_error: expected no pretraining, which belongs to train, found one; move it there");
        }
    }

    /// The same with another `train`.
    public FineTunedError withTrain(TrainingOptions train) {
        return new FineTunedError(train, dropout);
    }

    /// The same with another `dropout`.
    public FineTunedError withDropout(double dropout) {
        return new FineTunedError(train, dropout);
    }
}

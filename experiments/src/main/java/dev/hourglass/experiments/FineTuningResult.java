package dev.hourglass.experiments;

import dev.hourglass.train.EpochReport;
import java.util.List;
import java.util.OptionalDouble;

/// The accuracies on the test samples of one seed's fine-tuning.
///
/// @param before by a linear softmax on the codes of the encoder as it was
/// @param after by encoder and head, trained together
/// @param fromScratch by the same network from random weights, where that was asked for
/// @param epochs of the fine-tuning, with the accuracy after each
/// @param epochsFromScratch of the training from random weights; empty where that was not asked for
public record FineTuningResult(
        long seed, double before, double after, OptionalDouble fromScratch, List<EpochReport> epochs,
        List<EpochReport> epochsFromScratch) {
    public FineTuningResult {
        epochs = List.copyOf(epochs);
        epochsFromScratch = List.copyOf(epochsFromScratch);
    }
}

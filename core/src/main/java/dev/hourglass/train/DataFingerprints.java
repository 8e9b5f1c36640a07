package dev.hourglass.train;

import dev.hourglass.data.Dataset;
import dev.hourglass.train.Checkpoint.Fingerprints;
import java.util.Optional;

/// The fingerprints of a training's data, computed once, when they are first asked for: that takes as long as reading all samples.
final class DataFingerprints {
    private final Dataset training;
    private final Optional<Dataset> validation;
    private Optional<String> ofTraining = Optional.empty();
    private Optional<Fingerprints> ofAll = Optional.empty();

    DataFingerprints(Dataset training, Optional<Dataset> validation) {
        this.training = training;
        this.validation = validation;
    }

    /// Of the samples that are trained on.
    String ofTraining() {
        var found = ofTraining.orElseGet(training::fingerprint);
        ofTraining = Optional.of(found);
        return found;
    }

    Fingerprints ofAll() {
        var found = ofAll.orElseGet(() -> new Fingerprints(ofTraining(), validation.map(Dataset::fingerprint)));
        ofAll = Optional.of(found);
        return found;
    }
}

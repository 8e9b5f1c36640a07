package dev.hourglass.spec;

import dev.hourglass.spec.augmentation.Augmentation;
import java.util.Optional;

/// A model, the data it is meant for and how to train it: the content of one YAML file.
///
/// @param data a dataset's name or a path; absent where it is given elsewhere
public record Experiment(Optional<String> data, Autoencoder model, TrainingOptions train) {
    public Experiment {
        train.pretraining().ifPresent(pretraining -> DenseStack.of(model).requireTrainable(pretraining));
        Augmentation.requireFits(train.augment(), model.input());
    }

    /// The same with another `data`.
    public Experiment withData(String data) {
        return new Experiment(Optional.of(data), model, train);
    }

    /// The same without `data`.
    public Experiment withoutData() {
        return new Experiment(Optional.empty(), model, train);
    }

    /// The same with another `model`.
    public Experiment withModel(Autoencoder model) {
        return new Experiment(data, model, train);
    }

    /// The same with another `train`.
    public Experiment withTrain(TrainingOptions train) {
        return new Experiment(data, model, train);
    }
}

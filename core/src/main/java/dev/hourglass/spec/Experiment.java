package dev.hourglass.spec;

import java.util.Optional;

/// A model, the data it is meant for and how to train it: what one YAML file says.
///
/// @param data a dataset's name or a path; where absent, whoever trains says it
public record Experiment(Optional<String> data, Autoencoder model, TrainingOptions train) {
    public Experiment {
        train.pretraining().ifPresent(pretraining -> DenseStack.of(model).requireTrainable(pretraining));
    }

    public Experiment withData(String data) {
        return new Experiment(Optional.of(data), model, train);
    }

    public Experiment withoutData() {
        return new Experiment(Optional.empty(), model, train);
    }

    public Experiment withModel(Autoencoder model) {
        return new Experiment(data, model, train);
    }

    public Experiment withTrain(TrainingOptions train) {
        return new Experiment(data, model, train);
    }
}

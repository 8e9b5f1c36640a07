package dev.hourglass.spec.protocol;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.TrainingOptions;
import java.util.Optional;

/// An experiment whose result is measured and compared with a published one: the content of one YAML file of the folder `verify`.
///
/// @param data a dataset's name or a path
/// @param model what is trained
/// @param train how it is trained; the seed is that of the first of [Verification#seeds]
/// @param verify what is measured, and compared with what
public record Protocol(String data, Autoencoder model, TrainingOptions train, Verification verify) {
    /// @throws dev.hourglass.spec.SpecException if the experiment is none, or the model has not what is measured
    public Protocol {
        new Experiment(Optional.of(data), model, train);
        verify.measure().requireFits(model);
    }

    /// What is trained, without what is measured.
    public Experiment experiment() {
        return new Experiment(Optional.of(data), model, train);
    }

    /// The same with another `train`.
    public Protocol withTrain(TrainingOptions train) {
        return new Protocol(data, model, train, verify);
    }

    /// The same with another `data`.
    public Protocol withData(String data) {
        return new Protocol(data, model, train, verify);
    }

    /// The same with another `model`.
    public Protocol withModel(Autoencoder model) {
        return new Protocol(data, model, train, verify);
    }

    /// The same with another `verify`.
    public Protocol withVerify(Verification verify) {
        return new Protocol(data, model, train, verify);
    }
}

package dev.hourglass.table;

import dev.hourglass.anomaly.Threshold;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.SpecException;
import java.util.Optional;

/// A table, the model of its rows and how to train it: the content of one YAML file. What is not said is chosen by the rows.
///
/// @param data a file, a pattern or a database; absent where it is given elsewhere
/// @param threshold from which score on a row is an anomaly; absent for one of a hundred held-out rows
public record TableExperiment(
        Optional<String> data,
        TableOptions table,
        ModelParts model,
        TrainingParts train,
        Optional<Threshold> threshold) {
    /// All is inferred and chosen.
    public static final TableExperiment NONE = new TableExperiment(
            Optional.empty(), TableOptions.NONE, ModelParts.NONE, TrainingParts.NONE, Optional.empty());

    /// The experiment that a training does: what is said here, and of the rest what was chosen.
    ///
    /// @throws SpecException if the layers do not fit the features of a row
    public Experiment over(Experiment chosen) {
        return new Experiment(chosen.data(), network(chosen.model()), train.over(chosen.train()));
    }

    /// The same for another number of epochs, of the first training as well.
    public TableExperiment forEpochs(int epochs) {
        var shorter = withTrain(train.withEpochs(epochs));
        return table.trim().map(trim -> shorter.withTable(table.withTrim(trim.forEpochsOfTraining())))
                .orElse(shorter);
    }

    private Autoencoder network(Autoencoder chosen) {
        try {
            return model.over(chosen);
        } catch (SpecException e) {
            throw new SpecException("model." + e.getMessage());
        }
    }

    /// The same with another `data`.
    public TableExperiment withData(String data) {
        return new TableExperiment(Optional.of(data), table, model, train, threshold);
    }

    /// The same without `data`.
    public TableExperiment withoutData() {
        return new TableExperiment(Optional.empty(), table, model, train, threshold);
    }

    /// The same with another `table`.
    public TableExperiment withTable(TableOptions table) {
        return new TableExperiment(data, table, model, train, threshold);
    }

    /// The same with another `model`.
    public TableExperiment withModel(ModelParts model) {
        return new TableExperiment(data, table, model, train, threshold);
    }

    /// The same with another `train`.
    public TableExperiment withTrain(TrainingParts train) {
        return new TableExperiment(data, table, model, train, threshold);
    }

    /// The same with another `threshold`.
    public TableExperiment withThreshold(Threshold threshold) {
        return new TableExperiment(data, table, model, train, Optional.of(threshold));
    }

    /// The same without `threshold`.
    public TableExperiment withoutThreshold() {
        return new TableExperiment(data, table, model, train, Optional.empty());
    }
}

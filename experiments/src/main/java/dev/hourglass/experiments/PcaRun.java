package dev.hourglass.experiments;

import dev.hourglass.datasets.DataSource;
import dev.hourglass.experiments.evaluation.TestEvaluation;

import dev.hourglass.metric.Pca;
import dev.hourglass.model.PcaModel;
import dev.hourglass.model.TrainedAutoencoder;

/// Principal components that become a model, from the data to the file.
///
/// @param model as it is in the folder's model file
public record PcaRun(RunFolder folder, TrainedAutoencoder model, TestEvaluation evaluation) {
    /// Keeps the first components as a model and evaluates it on the test samples.
    ///
    /// @param name what the model is called
    public static PcaRun keep(String name, Pca pca, int size, DataSource data, RunFolder folder) {
        var model = PcaModel.of(pca, size, RunMetadata.of(name, data));
        var evaluation = TestEvaluation.of(model, data.split());
        var evaluated = model.withMetadata(RunMetadata.of(evaluation));
        evaluated.save(folder.model());
        return new PcaRun(folder, evaluated, evaluation);
    }
}

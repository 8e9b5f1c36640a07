package dev.hourglass.experiments;

import dev.hourglass.datasets.DataSource;
import dev.hourglass.experiments.evaluation.Judgement;

import dev.hourglass.metric.Pca;
import dev.hourglass.model.PcaModel;
import dev.hourglass.model.TrainedAutoencoder;

/// Principal components that become a model, from the data to the file.
///
/// @param model as it is in the folder's model file
public record PcaRun(RunFolder folder, TrainedAutoencoder model, Judgement judgement) {
    /// Keeps the first components as a model and judges it on the test samples.
    ///
    /// @param name what the model is called
    public static PcaRun keep(String name, Pca pca, int size, DataSource data, RunFolder folder) {
        var model = PcaModel.of(pca, size, Provenance.of(name, data));
        var judgement = Judgement.of(model, data.split());
        var judged = model.withMetadata(Provenance.of(judgement));
        judged.save(folder.model());
        return new PcaRun(folder, judged, judgement);
    }
}

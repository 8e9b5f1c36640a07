package dev.hourglass.cli.command;

import dev.hourglass.model.Classifier;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.loss.ClassProbabilities;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/// The parameter that names a model.
final class ModelParameter {
    @Parameters(paramLabel = "MODEL", description = "A model file, such as runs/dense-1/model.hourglass.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path path;

    Path path() {
        return path;
    }

    TrainedAutoencoder load() {
        return TrainedAutoencoder.load(path);
    }

    /// @throws SpecException if it is a classifier
    TrainedAutoencoder loadAutoencoder() {
        var model = load();
        if (model.spec().outputs() instanceof ClassProbabilities(var loss)) {
            throw new SpecException(
                    "the model is a classifier of %d classes and cannot reconstruct; use hourglass classify, or the autoencoder that it was trained from"
                            .formatted(loss.classes()));
        }
        return model;
    }

    /// @throws SpecException if it is none
    Classifier loadClassifier() {
        var model = load();
        if (!model.spec().isClassifier()) {
            throw new SpecException("the model is not a classifier; train a classifier on it with hourglass finetune");
        }
        return Classifier.of(model);
    }
}

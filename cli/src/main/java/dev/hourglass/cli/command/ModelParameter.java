package dev.hourglass.cli.command;

import dev.hourglass.model.Classifier;
import dev.hourglass.model.TableModel;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.WindowModel;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.loss.ClassProbabilities;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The parameter that names a model.
final class ModelParameter {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Parameters(paramLabel = "MODEL", description = "A model file, such as runs/dense-1/model.hourglass.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path path;

    Path path() {
        return path;
    }

    /// A model of any kind.
    TrainedAutoencoder load() {
        return TrainedAutoencoder.load(path);
    }

    /// @throws SpecException if it is the model of a table
    TrainedAutoencoder loadOfSamples() {
        return loadOfSamples(path, command);
    }

    /// A model that reads samples as they are: not the encoded cells of a table.
    ///
    /// @param command that takes it
    /// @throws SpecException if it is the model of a table, naming the command for that
    static TrainedAutoencoder loadOfSamples(Path path, CommandSpec command) {
        var model = TrainedAutoencoder.load(path);
        if (WindowModel.of(model).isPresent()) {
            throw new SpecException(
                    "%s: expected a model of samples, found that of windows over time; use hourglass score or hourglass explain"
                            .formatted(path));
        }
        if (TableModel.of(model).isPresent()) {
            throw new SpecException("%s: expected a model of samples, found that of a table; use hourglass %s"
                    .formatted(path, ofTables(command.name())));
        }
        return model;
    }

    /// What does for tables what a command does for samples.
    private static String ofTables(String command) {
        return switch (command) {
            case "reconstruct", "corrupt" -> "fill";
            case "sample" -> "synthesize";
            case "interpolate", "traverse" -> "encode";
            case "checkerboard", "pca" -> "evaluate";
            default -> "score";
        };
    }

    /// @throws SpecException if it is a classifier or the model of a table
    TrainedAutoencoder loadAutoencoderOfSamples() {
        return requireAutoencoder(loadOfSamples());
    }

    /// @throws SpecException if it is a classifier
    TrainedAutoencoder loadAutoencoder() {
        return requireAutoencoder(load());
    }

    private static TrainedAutoencoder requireAutoencoder(TrainedAutoencoder model) {
        if (model.spec().outputs() instanceof ClassProbabilities(var loss)) {
            throw new SpecException(
                    "the model is a classifier of %d classes and cannot reconstruct; use hourglass classify, or the autoencoder that it was trained from"
                            .formatted(loss.classes()));
        }
        return model;
    }

    /// @throws SpecException if it is none
    Classifier loadClassifier() {
        var model = loadOfSamples();
        if (!model.spec().isClassifier()) {
            throw new SpecException("the model is not a classifier; train a classifier on it with hourglass finetune");
        }
        return Classifier.of(model);
    }
}

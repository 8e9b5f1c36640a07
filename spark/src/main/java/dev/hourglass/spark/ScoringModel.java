package dev.hourglass.spark;

import dev.hourglass.model.TableModel;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.WindowModel;
import dev.hourglass.spec.SpecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;

/// A model that scores rows one by one, whatever rows stand beside them.
///
/// @param table its columns and calibration, where it is that of a table
record ScoringModel(TrainedAutoencoder autoencoder, Optional<TableModel> table) {
    /// @throws SpecException if rows alone are not enough to score
    static ScoringModel of(TrainedAutoencoder autoencoder) {
        if (WindowModel.of(autoencoder).isPresent()) {
            throw new SpecException(
                    "the model: expected one that scores rows one by one, found one of windows over time; score with hourglass score");
        }
        int classes = autoencoder.spec().latent().classes();
        if (classes > 0) {
            throw new SpecException(String.format(Locale.ROOT,
                    "the model: expected one without labels, found one that is conditioned on %d classes; score it from Java",
                    classes));
        }
        return new ScoringModel(autoencoder, TableModel.of(autoencoder));
    }

    /// Reads a model file.
    ///
    /// @throws dev.hourglass.model.ModelFileException if it is damaged or not a model
    static ScoringModel of(byte[] file) {
        try {
            var copy = Files.createTempFile("hourglass", ".model");
            try {
                Files.write(copy, file);
                return of(TrainedAutoencoder.load(copy));
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The bytes of its file.
    static byte[] file(TrainedAutoencoder autoencoder) {
        try {
            var copy = Files.createTempFile("hourglass", ".model");
            try {
                autoencoder.save(copy);
                return Files.readAllBytes(copy);
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int features() {
        return autoencoder.spec().input().size();
    }

    /// Whether features may be missing, which are then NaN.
    boolean allowsMissing() {
        return autoencoder.spec().loss().allowsMissing();
    }
}

package dev.hourglass.model;

import dev.hourglass.anomaly.Tail;
import dev.hourglass.spec.SpecException;
import dev.hourglass.table.TableSchema;
import java.nio.file.Path;
import java.util.Optional;

/// An autoencoder of a table with all that is needed to score other rows: one row at a time, or in windows over time.
public sealed interface TabularModel permits TableModel, WindowModel {
    /// Reads a model file.
    ///
    /// @throws ModelFileException if the file is missing, damaged or not a model
    /// @throws SpecException if it is not the model of a table
    static TabularModel load(Path file) {
        return of(TrainedAutoencoder.load(file)).orElseThrow(() -> TableMetadata.none(file));
    }

    /// The model of a table, if that is what an autoencoder was stored as.
    ///
    /// @throws SpecException if what is stored does not fit together
    static Optional<TabularModel> of(TrainedAutoencoder autoencoder) {
        Optional<TabularModel> ofWindows = WindowModel.of(autoencoder).map(model -> model);
        return ofWindows.isPresent() ? ofWindows : TableModel.of(autoencoder).map(model -> model);
    }

    /// Writes a model file; one that stood there before is replaced in one step.
    ///
    /// @throws ModelFileException if it cannot be written; a file that stood there before is still there
    default void save(Path file) {
        autoencoder().save(file);
    }

    /// The autoencoder, with columns, calibration and threshold in its metadata.
    TrainedAutoencoder autoencoder();

    /// The columns of a row, in the order in which cells are given.
    TableSchema schema();

    /// A row whose score is this or more is an anomaly.
    double threshold();

    /// The same with another threshold.
    TabularModel withThreshold(double score);

    /// The scores of the held-out rows, by which thresholds are chosen.
    Tail calibration();
}

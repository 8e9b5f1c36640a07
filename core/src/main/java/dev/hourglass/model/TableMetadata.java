package dev.hourglass.model;

import dev.hourglass.anomaly.FalseAlarms;
import dev.hourglass.spec.SpecException;
import java.nio.file.Path;
import java.util.Map;

/// What model files of tables store in the metadata of the autoencoder.
final class TableMetadata {
    static final String SCHEMA = "table.schema";
    static final String CALIBRATION = "table.calibration";
    static final String THRESHOLD = "table.threshold";
    /// Of models of windows over time alone.
    static final String WINDOW = "table.window";
    /// Models of earlier versions have none.
    static final String REFERENCE = "table.reference";
    /// Of variational models.
    static final String SYNTHESIS = "table.synthesis";
    /// The threshold until one is chosen: one of a hundred held-out rows.
    static final double FALSE_ALARMS = FalseAlarms.USUAL;

    private TableMetadata() {}

    static SpecException none(Path file) {
        return new SpecException(
                file + ": expected the model of a table, found one of samples without columns; train one with a table");
    }

    /// @throws SpecException if there is none
    static String required(Map<String, String> metadata, String key) {
        var text = metadata.get(key);
        if (text == null) {
            throw new SpecException("the model of a table: expected the metadata " + key + ", found none");
        }
        return text;
    }

    /// @throws SpecException if there is none, or it is no number
    static double threshold(Map<String, String> metadata) {
        var text = required(metadata, THRESHOLD);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException _) {
            throw new SpecException(THRESHOLD + ": expected a number, found " + text);
        }
    }
}

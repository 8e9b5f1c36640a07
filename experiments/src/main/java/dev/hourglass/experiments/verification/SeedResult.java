package dev.hourglass.experiments.verification;

import dev.hourglass.data.DataException;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.internal.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;

/// What one training of a protocol gave.
///
/// @param value of the measure
/// @param epochs that the autoencoder was trained for
/// @param seconds from the beginning to the value; of a training that was resumed, since then
public record SeedResult(long seed, double value, int epochs, double seconds) {
    private static final String FILE = "result.json";

    /// Writes it into the folder of the training, in one step.
    ///
    /// @param origin identifies protocol and data
    void write(Path folder, String origin) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("seed", seed);
        fields.put("value", value);
        fields.put("epochs", epochs);
        fields.put("seconds", seconds);
        fields.put("origin", origin);
        try {
            AtomicFile.replace(folder.resolve(FILE), JsonText.line(fields) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What an earlier training left; empty where it was not begun or not ended.
    ///
    /// @throws DataException if the folder has the result of another protocol, or of other data
    static Optional<SeedResult> read(Path folder, String origin) {
        var file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var fields = JsonText.read(file);
        if (!origin.equals(fields.get("origin"))) {
            throw new DataException(folder,
                    "contains a result of another protocol or of other data; choose another --out, or remove the folder");
        }
        if (fields.get("seed") instanceof Number seed && fields.get("value") instanceof Number value
                && fields.get("epochs") instanceof Number epochs && fields.get("seconds") instanceof Number seconds) {
            return Optional.of(new SeedResult(
                    seed.longValue(), value.doubleValue(), epochs.intValue(), seconds.doubleValue()));
        }
        throw new DataException(file, "expected the numbers seed, value, epochs and seconds; remove the file");
    }
}

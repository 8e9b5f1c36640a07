package dev.hourglass.experiments.sweep;

import dev.hourglass.data.DataException;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.experiments.RunResult;
import dev.hourglass.internal.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What came of a trial: the last file that is written into its folder, so that a folder without it was interrupted.
///
/// @param values key to value of what varies
/// @param folder of the run, below the sweep's
/// @param codeSize numbers in a code
/// @param epochs that were done
/// @param seconds from its beginning to its end, evaluation included
/// @param metrics of the test samples by name; empty where the training failed
/// @param failure what the training failed of
public record TrialResult(
        Map<String, String> values,
        String folder,
        int codeSize,
        long parameters,
        int epochs,
        double seconds,
        Map<String, Double> metrics,
        Optional<String> failure) {
    static final String FILE = "result.json";

    public TrialResult {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    static TrialResult done(Trial trial, RunResult result, double seconds) {
        return new TrialResult(
                trial.combination().values(),
                trial.combination().folder(),
                trial.experiment().model().codeShape().size(),
                result.model().parameterCount(),
                result.training().epochs().size(),
                seconds,
                result.evaluation().metrics(),
                Optional.empty());
    }

    static TrialResult failed(Trial trial, String why, double seconds) {
        return new TrialResult(
                trial.combination().values(),
                trial.combination().folder(),
                trial.experiment().model().codeShape().size(),
                0,
                trial.experiment().train().epochs(),
                seconds,
                Map.of(),
                Optional.of(why));
    }

    /// Writes it beside what it came of, in one step.
    ///
    /// @param origin identifies spec and data
    void write(Path sweep, String origin) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("values", values);
        fields.put("codeSize", codeSize);
        fields.put("parameters", parameters);
        fields.put("epochs", epochs);
        fields.put("seconds", seconds);
        fields.put("metrics", metrics);
        failure.ifPresent(why -> fields.put("failure", why));
        fields.put("origin", origin);
        try {
            var file = Files.createDirectories(sweep.resolve(folder)).resolve(FILE);
            AtomicFile.replace(file, JsonText.line(fields) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What an earlier sweep left of this trial; empty where it was not begun or not ended.
    ///
    /// @throws DataException if the folder holds a run of another spec or other data
    static Optional<TrialResult> read(Path sweep, Trial trial, String origin) {
        var folder = sweep.resolve(trial.combination().folder());
        if (!Files.exists(folder.resolve(FILE))) {
            return Optional.empty();
        }
        var fields = JsonText.read(folder.resolve(FILE));
        if (!origin.equals(fields.get("origin"))) {
            throw new DataException(
                    folder,
                    "contains a run of another spec or other data; choose another --out, or remove the folder");
        }
        return Optional.of(new TrialResult(
                trial.combination().values(),
                trial.combination().folder(),
                (int) number(fields.get("codeSize")),
                (long) number(fields.get("parameters")),
                (int) number(fields.get("epochs")),
                number(fields.get("seconds")),
                metrics(fields.get("metrics")),
                Optional.ofNullable(fields.get("failure")).map(Object::toString)));
    }

    private static Map<String, Double> metrics(@Nullable Object found) {
        var metrics = new LinkedHashMap<String, Double>();
        if (found instanceof Map<?, ?> values) {
            values.forEach((name, value) -> metrics.put(name.toString(), number(value)));
        }
        return metrics;
    }

    /// A number, or the name of one that JSON does not have, as Infinity.
    private static double number(@Nullable Object found) {
        return Double.parseDouble(String.valueOf(found));
    }
}

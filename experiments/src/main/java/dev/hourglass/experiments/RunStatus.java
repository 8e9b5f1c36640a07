package dev.hourglass.experiments;

import dev.hourglass.data.DataException;
import dev.hourglass.train.Diagnostic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// How a training stands: what a run's folder has in `run.json`, written when it begins, once a second, and when it ends.
///
/// @param name what reports call the run
/// @param data what its data are called
/// @param process that trains
/// @param begun when
/// @param updated when this was written
/// @param epochs that there will be at most
/// @param samples to train on
/// @param parameters of the model
/// @param progress within the epoch
/// @param state how it ended, if it did
/// @param failure why it failed, if it did
/// @param diagnostics problems that were found
public record RunStatus(
        String name, String data, RunProcess process, Instant begun, Instant updated, int epochs, int samples,
        long parameters, RunProgress progress, State state, Optional<String> failure, List<Diagnostic> diagnostics) {
    /// How a training stands, as far as the file says.
    public enum State {
        /// It trains, or its process has died.
        RUNNING,
        /// It has trained, and is measured on test samples.
        EVALUATING,
        COMPLETED,
        STOPPED_EARLY,
        INTERRUPTED,
        FAILED;

        /// As `run.json` has it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The process that trains. Numbers of processes are given anew, so its beginning says whether it is the same one.
    ///
    /// @param pid its number
    /// @param begun when it was started, to the second, if the system says
    public record RunProcess(long pid, Optional<Instant> begun) {
        /// This one.
        static RunProcess current() {
            return of(ProcessHandle.current());
        }

        private static RunProcess of(ProcessHandle handle) {
            return new RunProcess(handle.pid(),
                    handle.info().startInstant().map(instant -> instant.truncatedTo(ChronoUnit.SECONDS)));
        }

        /// The process, if it still runs.
        public Optional<ProcessHandle> handle() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                    .filter(handle -> begun.isPresent() && isNear(of(handle).begun(), begun.get()));
        }

        /// Systems tell when a process began from the time since they were started, which they round.
        private static boolean isNear(Optional<Instant> found, Instant wanted) {
            return found.isPresent() && Duration.between(found.get(), wanted).abs().toSeconds() <= 1;
        }
    }

    /// How far an epoch has come.
    ///
    /// @param epoch counted from 1; 0 before the first
    /// @param step done in it
    /// @param steps in it
    /// @param loss mean over its steps so far
    /// @param samplesPerSecond since the training began
    public record RunProgress(int epoch, int step, int steps, double loss, double samplesPerSecond) {
        static final RunProgress NONE = new RunProgress(0, 0, 0, 0, 0);
    }

    public RunStatus {
        diagnostics = List.copyOf(diagnostics);
    }

    /// Whether the training still goes on.
    public boolean isRunning() {
        return (state == State.RUNNING || state == State.EVALUATING) && process.handle().isPresent();
    }

    /// Whether it neither ended nor goes on: its process was killed.
    public boolean isDead() {
        return (state == State.RUNNING || state == State.EVALUATING) && process.handle().isEmpty();
    }

    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", name);
        fields.put("data", data);
        fields.put("state", state.word());
        fields.put("begun", begun.toString());
        fields.put("updated", updated.toString());
        var own = new LinkedHashMap<String, Object>();
        own.put("pid", process.pid());
        process.begun().ifPresent(instant -> own.put("begun", instant.toString()));
        fields.put("process", own);
        fields.put("epochs", epochs);
        fields.put("samples", samples);
        fields.put("parameters", parameters);
        var done = new LinkedHashMap<String, Object>();
        done.put("epoch", progress.epoch());
        done.put("step", progress.step());
        done.put("steps", progress.steps());
        done.put("loss", progress.loss());
        done.put("samples_per_second", progress.samplesPerSecond());
        fields.put("progress", done);
        fields.put("diagnostics", diagnostics.stream()
                .map(found -> Map.of("message", found.message(), "fatal", found.fatal())).toList());
        failure.ifPresent(reason -> fields.put("failure", reason));
        return fields;
    }

    /// What a run's folder has; empty where there is none, or none that this version understands.
    public static Optional<RunStatus> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(JsonText.read(file)));
        } catch (DataException | ClassCastException | NullPointerException | IllegalArgumentException
                | DateTimeException _) {
            return Optional.empty();
        }
    }

    private static RunStatus of(Map<String, Object> fields) {
        var process = map(fields, "process");
        var progress = map(fields, "progress");
        var diagnostics = new ArrayList<Diagnostic>();
        for (var found : (List<?>) get(fields, "diagnostics")) {
            var each = (Map<?, ?>) found;
            diagnostics.add(new Diagnostic((String) get(each, "message"), (Boolean) get(each, "fatal")));
        }
        return new RunStatus(
                (String) get(fields, "name"), (String) get(fields, "data"),
                new RunProcess(number(process, "pid").longValue(),
                        Optional.ofNullable((String) process.get("begun")).map(Instant::parse)),
                Instant.parse((String) get(fields, "begun")), Instant.parse((String) get(fields, "updated")),
                number(fields, "epochs").intValue(), number(fields, "samples").intValue(),
                number(fields, "parameters").longValue(),
                new RunProgress(number(progress, "epoch").intValue(), number(progress, "step").intValue(),
                        number(progress, "steps").intValue(), number(progress, "loss").doubleValue(),
                        number(progress, "samples_per_second").doubleValue()),
                State.valueOf(((String) get(fields, "state")).toUpperCase(Locale.ROOT)),
                Optional.ofNullable((String) fields.get("failure")), diagnostics);
    }

    private static Map<?, ?> map(Map<?, ?> fields, String key) {
        return (Map<?, ?>) get(fields, key);
    }

    private static Number number(Map<?, ?> fields, String key) {
        return (Number) get(fields, key);
    }

    private static Object get(Map<?, ?> fields, String key) {
        return Objects.requireNonNull(fields.get(key), key);
    }
}

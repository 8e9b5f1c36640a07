package dev.hourglass.studio.run;

import dev.hourglass.experiments.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A run as it was seen last, and whether it has changed since.
public final class RunView {
    private final Run run;
    private final RunHistory history;
    private Optional<RunStatus> status = Optional.empty();
    private @Nullable FileTime statusTime;
    private Map<String, Object> summary = Map.of();
    private int snapshots = -1;
    private @Nullable FileTime snapshotTime;

    RunView(Run run) {
        this.run = run;
        this.history = new RunHistory(run.folder().history());
    }

    public Run run() {
        return run;
    }

    RunHistory history() {
        return history;
    }

    /// What the run's folder says of its training; empty for runs of older versions.
    synchronized Optional<RunStatus> status() {
        var time = time(run.folder().status());
        if (time == null) {
            status = Optional.empty();
        } else if (!time.equals(statusTime)) {
            status = RunStatus.read(run.folder().status());
        }
        statusTime = time;
        return status;
    }

    /// Looks at the files.
    ///
    /// @return whether the summary is another one
    synchronized boolean update() {
        history.update();
        var before = summary;
        summary = summarise();
        return !summary.equals(before);
    }

    synchronized Map<String, Object> summary() {
        update();
        return summary;
    }

    private Map<String, Object> summarise() {
        var known = status();
        var last = history.last();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", run.id());
        fields.put("title", run.title());
        fields.put("name", known.map(RunStatus::name).orElse(run.title()));
        fields.put("data", known.map(RunStatus::data).orElse(""));
        fields.put("state", state(known));
        fields.put("lines", history.size());
        fields.put("epoch", known.map(s -> s.progress().epoch()).orElseGet(() -> whole(last.get("epoch"))));
        known.ifPresent(s -> {
            fields.put("epochs", s.epochs());
            fields.put("samples", s.samples());
            fields.put("parameters", s.parameters());
            fields.put("begun", s.begun().toString());
            fields.put("updated", s.updated().toString());
            fields.put("step", s.progress().step());
            fields.put("steps", s.progress().steps());
            fields.put("running_loss", s.progress().loss());
            fields.put("samples_per_second", s.progress().samplesPerSecond());
            fields.put("diagnostics", s.diagnostics().size());
            s.failure().ifPresent(reason -> fields.put("failure", reason));
        });
        if (!last.isEmpty()) {
            fields.put("loss", RunHistory.number(last, "loss"));
            var best = history.best();
            if (!best.isEmpty()) {
                boolean isValidated = best.containsKey("validation_loss");
                fields.put("best_loss", RunHistory.number(best, isValidated ? "validation_loss" : "loss"));
                fields.put("best_epoch", whole(best.get("epoch")));
            }
            fields.put("seconds", history.seconds());
        }
        fields.put("model", Files.exists(run.folder().model()));
        fields.put("resumable", !List.of("running", "evaluating").contains(state(known)) && hasCheckpoint());
        fields.put("snapshots", snapshots());
        return fields;
    }

    private String state(Optional<RunStatus> known) {
        if (known.isEmpty()) {
            return Files.exists(run.folder().model()) ? "completed" : "unknown";
        }
        var found = known.get();
        return found.isDead() ? "died" : found.state().word();
    }

    private static int whole(@Nullable Object number) {
        return number instanceof Number found ? found.intValue() : 0;
    }

    private boolean hasCheckpoint() {
        try (var files = Files.newDirectoryStream(run.folder().checkpoints(), "*.checkpoint")) {
            return files.iterator().hasNext();
        } catch (IOException _) {
            return false;
        }
    }

    /// How many epochs have snapshots.
    private int snapshots() {
        var time = time(run.folder().snapshots().path());
        if (time == null) {
            snapshots = 0;
        } else if (!time.equals(snapshotTime) || snapshots < 0) {
            snapshots = run.folder().snapshots().epochs().size();
        }
        snapshotTime = time;
        return snapshots;
    }

    private static @Nullable FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException _) {
            return null;
        }
    }
}

package dev.hourglass.studio.run;

import dev.hourglass.data.DataException;
import dev.hourglass.experiments.RunFolder;
import dev.hourglass.server.http.HttpError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Trainings that the studio starts, each a process of its own: a crash of one hurts nobody. When the studio ends they are stopped, and save what
/// they have learnt.
public final class Trainings implements AutoCloseable {
    private static final int LINES = 40;
    /// The exit code of a command that failed.
    private static final int FAILED = 1;
    private static final long LONGEST_SAVING = 120;

    private final List<String> command;
    private final RunList runs;
    private final EventHub events;
    private final Map<String, Child> children = new ConcurrentHashMap<>();

    /// @param command that starts Hourglass, before its own arguments
    public Trainings(List<String> command, RunList runs, EventHub events) {
        this.command = List.copyOf(command);
        this.runs = runs;
        this.events = events;
    }

    /// A training's process, and the last lines that it wrote.
    private static final class Child {
        private final String id;
        private final String name;
        private final String spec;
        private final Deque<String> lines = new ArrayDeque<>();
        private volatile @Nullable Process process;
        private volatile boolean hasEnded;
        private volatile int code;

        private Child(String id, String name, String spec) {
            this.id = id;
            this.name = name;
            this.spec = spec;
        }

        private synchronized void add(String line) {
            lines.add(line);
            if (lines.size() > LINES) lines.remove();
        }

        private synchronized String text() {
            return String.join("\n", lines);
        }
    }

    /// Starts a training into the next free folder of a name.
    ///
    /// @param spec as YAML
    /// @param data in place of the spec's
    /// @return the id of the run
    /// @throws UncheckedIOException if the folder cannot be made, or the process not started
    String start(String name, String spec, Optional<String> data) {
        var folder = RunFolder.next(runs.folder(), name);
        var id = String.valueOf(folder.path().getFileName());
        begin(id, name, spec, folder, data.map(known -> List.of("--data", known)).orElse(List.of()));
        return id;
    }

    /// Goes on with a training that was interrupted, or lets one that has ended go further.
    ///
    /// @param epochs in all; empty for as many as its spec says
    /// @throws HttpError if it runs, or has no spec
    void resume(RunView view, Optional<Integer> epochs) {
        var folder = view.run().folder();
        if (view.status().filter(status -> status.isRunning()).isPresent() || isAlive(view.run().id())) {
            throw new HttpError(409, "the run is being trained; stop it first");
        }
        var name = view.status().map(status -> status.name()).orElse(view.run().title().replaceFirst("-\\d+$", ""));
        var more = new ArrayList<>(List.of("--resume"));
        epochs.ifPresent(count -> more.addAll(List.of("--epochs", Integer.toString(count))));
        var spec = view.run().spec()
                .orElseThrow(() -> new HttpError(409, "the folder of the run has no spec.yaml to train by"));
        begin(view.run().id(), name, spec, folder, more);
    }

    private void begin(String id, String name, String spec, RunFolder folder, List<String> more) {
        var child = new Child(id, name, spec);
        try {
            var own = Files.createTempDirectory("hourglass-studio");
            var file = Files.writeString(own.resolve(name + ".yaml"), spec);
            var all = new ArrayList<>(command);
            all.addAll(List.of("train", file.toString(), "--out", folder.path().toString()));
            all.addAll(more);
            var process = new ProcessBuilder(all).redirectErrorStream(true).start();
            process.getOutputStream().close();
            child.process = process;
            children.put(id, child);
            events.publish("run", summary(child));
            Thread.ofVirtual().name("training-", 0).start(() -> follow(child, process, folder, own, file));
        } catch (IOException e) {
            folder.discardIfNothingCame();
            throw new UncheckedIOException(e);
        }
    }

    private void follow(Child child, Process process, RunFolder folder, Path own, Path file) {
        try (var reader = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) child.add(line);
        } catch (IOException _) {
            // The process has ended.
        }
        try {
            child.code = process.waitFor();
            child.hasEnded = true;
            Files.deleteIfExists(file);
            Files.deleteIfExists(own);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException _) {
            // What stays is a small file of the system's temporary folder.
        }
        if (Files.isDirectory(folder.path())) {
            folder.discardIfNothingCame();
        }
        var summary = new LinkedHashMap<>(Files.isDirectory(folder.path()) ? runs.get(child.id).summary()
                : summary(child));
        if (child.code == FAILED) {
            summary.put("failure", child.text());
        }
        events.publish("run", summary);
    }

    private boolean isAlive(String id) {
        var child = children.get(id);
        return child != null && child.process != null && child.process.isAlive();
    }

    /// Ends a training, which saves what it has learnt.
    ///
    /// @throws HttpError if it does not run
    void stop(String id) {
        var child = children.get(id);
        Optional<ProcessHandle> process = child != null && child.process != null && child.process.isAlive()
                ? Optional.of(child.process.toHandle())
                : runs.get(id).status().filter(status -> status.isRunning())
                        .flatMap(status -> status.process().handle());
        process.orElseThrow(() -> new HttpError(409, "the run is not being trained")).destroy();
    }

    /// Those that have no folder to show yet, or none any more.
    List<Map<String, Object>> others(List<String> known) {
        return children.values().stream().filter(child -> !known.contains(child.id)).map(this::summary).toList();
    }

    /// A training that has no folder to show yet, or none any more.
    Optional<Map<String, Object>> other(String id) {
        return Optional.ofNullable(children.get(id)).map(this::summary);
    }

    /// What a training's process wrote last; empty of those that the studio did not start.
    String output(String id) {
        var child = children.get(id);
        return child == null ? "" : child.text();
    }

    private Map<String, Object> summary(Child child) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", child.id);
        fields.put("title", child.id);
        fields.put("name", child.name);
        fields.put("data", "");
        fields.put("state", child.hasEnded ? child.code == 0 ? "completed" : "failed" : "starting");
        fields.put("lines", 0);
        fields.put("epoch", 0);
        fields.put("model", false);
        fields.put("resumable", false);
        fields.put("snapshots", 0);
        if (child.hasEnded && child.code != 0) {
            fields.put("failure", child.text().isEmpty() ? "it was stopped before it began" : child.text());
        }
        fields.put("spec", child.spec);
        return fields;
    }

    /// Stops all of them, and waits until they have saved what they have learnt.
    @Override
    public void close() {
        var alive = children.values().stream().map(child -> child.process).filter(Objects::nonNull)
                .filter(Process::isAlive).toList();
        alive.forEach(process -> process.toHandle().destroy());
        for (var process : alive) {
            try {
                process.waitFor(LONGEST_SAVING, TimeUnit.SECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Refuses a name that is no good for a folder.
    ///
    /// @throws DataException saying what is expected
    static String name(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,59}")) {
            throw new DataException(
                    "name: expected up to 60 letters, digits, '.', '-' and '_', beginning with a letter or digit");
        }
        return name;
    }
}

package dev.hourglass.experiments;

import dev.hourglass.experiments.snapshot.SnapshotFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where a training keeps what it makes: the model, its spec, the history, figures and the report.
///
/// @param path an existing folder
public record RunFolder(Path path) {
    /// The folder of a new run: `parent/name-n` with a number that is one higher than the highest in use.
    ///
    /// @throws UncheckedIOException where it cannot be made
    public static RunFolder next(Path parent, String name) {
        try {
            Files.createDirectories(parent);
            return new RunFolder(createNext(parent, name + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A folder that the user has named, which is made where missing.
    ///
    /// @param force whether it may hold something already; files of the same names are then written over
    /// @throws UncheckedIOException where it cannot be made, or is not empty and `force` is absent
    public static RunFolder at(Path path, boolean force) {
        try {
            Files.createDirectories(path);
            if (!force && !isEmpty(path)) {
                throw new IOException(
                        path + ": the folder is not empty; choose another or add --force to overwrite its files");
            }
            return new RunFolder(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The folder of the run with the highest number: `parent/name-n`.
    ///
    /// @throws UncheckedIOException where the parent cannot be read
    public static Optional<RunFolder> latest(Path parent, String name) {
        try {
            int number = Files.isDirectory(parent) ? highest(parent, name + "-") : 0;
            return number == 0 ? Optional.empty() : Optional.of(new RunFolder(parent.resolve(name + "-" + number)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path model() {
        return path.resolve("model.hourglass");
    }

    public Path spec() {
        return path.resolve("spec.yaml");
    }

    public Path history() {
        return path.resolve("history.jsonl");
    }

    /// How the training stands.
    public Path status() {
        return path.resolve("run.json");
    }

    /// What the model made of a few samples after its epochs.
    public SnapshotFolder snapshots() {
        return new SnapshotFolder(path.resolve("snapshots"));
    }

    public Path figures() {
        return path.resolve("figures");
    }

    public Path report() {
        return path.resolve("report.html");
    }

    /// The checkpoints of the training.
    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /// The encoded rows of a table while they are trained on.
    public Path rows() {
        return path.resolve("rows.tmp");
    }

    /// Keeps every other process from training into the folder.
    ///
    /// @throws UncheckedIOException if another one does already
    RunLock lock() {
        return RunLock.of(path);
    }

    /// Takes back a run of which neither an epoch nor a model came, so that failures leave no empty folders behind.
    public void discardIfNothingCame() {
        try {
            if (Files.exists(model())) {
                return;
            }
            if (Files.exists(history()) && Files.size(history()) == 0) {
                Files.delete(history());
                Files.deleteIfExists(status());
                Files.deleteIfExists(spec());
            }
            if (Files.isDirectory(checkpoints()) && isEmpty(checkpoints())) {
                Files.delete(checkpoints());
            }
            if (Files.isDirectory(snapshots().path()) && isEmpty(snapshots().path())) {
                Files.delete(snapshots().path());
            }
            if (isEmpty(path)) {
                Files.deleteIfExists(RunLock.file(path));
                Files.delete(path);
            }
        } catch (IOException _) {
            // An empty folder that cannot be removed is not worth a second complaint.
        }
    }

    /// Another process may take the number in the meantime.
    private static Path createNext(Path parent, String prefix) throws IOException {
        while (true) {
            var folder = parent.resolve(prefix + (highest(parent, prefix) + 1));
            try {
                return Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(folder)) {
                    throw e;
                }
            }
        }
    }

    private static int highest(Path parent, String prefix) throws IOException {
        try (var entries = Files.list(parent)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.startsWith(prefix) && name.substring(prefix.length()).matches("[1-9]\\d{0,8}"))
                    .mapToInt(name -> Integer.parseInt(name.substring(prefix.length())))
                    .max()
                    .orElse(0);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.noneMatch(entry -> !entry.equals(RunLock.file(folder)));
        }
    }
}

package dev.hourglass.train;

import dev.hourglass.internal.file.AtomicFile;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.spec.Checkpointing;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The checkpoints of one training: writes them when they are due, and removes those that need not stay.
final class CheckpointFolder {
    private static final Pattern NAME = Pattern.compile("epoch-(\\d{1,9})(?:-step-(\\d{1,9}))?\\.checkpoint");
    private static final double NANOS_OF_A_MINUTE = 60e9;

    /// A checkpoint by its name.
    ///
    /// @param epoch whole epochs done
    /// @param step steps done of the next one
    private record Entry(Path path, int epoch, int step) {
        int compareTo(int otherEpoch, int otherStep) {
            return epoch == otherEpoch ? Integer.compare(step, otherStep) : Integer.compare(epoch, otherEpoch);
        }
    }

    private final Path folder;
    private final Checkpointing when;
    private long latest = System.nanoTime();

    /// @throws ModelFileException if the folder cannot be made
    CheckpointFolder(Path folder, Checkpointing when) {
        this.folder = folder;
        this.when = when;
        try {
            Files.createDirectories(folder);
            AtomicFile.removeLeftovers(folder);
        } catch (IOException trouble) {
            throw new ModelFileException(folder, "cannot hold checkpoints: " + trouble.getMessage(), trouble);
        }
    }

    /// The checkpoint that has come furthest of those that can be read; empty where there is none.
    ///
    /// @param damaged called for each of those that have come further
    /// @throws ModelFileException if the folder cannot be read, or none of its checkpoints
    static Optional<Checkpoint> latest(Path folder, Consumer<ModelFileException> damaged) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        var failures = new ArrayList<ModelFileException>();
        for (var entry : entries(folder).reversed()) {
            try {
                var checkpoint = Checkpoint.load(entry.path());
                failures.forEach(damaged);
                return Optional.of(checkpoint);
            } catch (ModelFileException e) {
                failures.add(e);
            }
        }
        if (failures.isEmpty()) {
            return Optional.empty();
        }
        var latest = failures.removeFirst();
        failures.forEach(latest::addSuppressed);
        throw latest;
    }

    /// Removes what an earlier training has left.
    void clear() {
        entries(folder).forEach(CheckpointFolder::remove);
    }

    /// Whether enough time has passed for one in the midst of an epoch.
    boolean isDue() {
        return when.minutes().isPresent() && System.nanoTime() - latest >= when.minutes().get() * NANOS_OF_A_MINUTE;
    }

    /// Whether an epoch that is done asks for one.
    boolean isDueAfter(int epoch) {
        return epoch % when.every() == 0 || isDue();
    }

    /// Writes a checkpoint, then removes those that it makes superfluous.
    ///
    /// @throws ModelFileException if it cannot be written; those before it are still there
    void write(Checkpoint checkpoint) {
        var file = folder.resolve(name(checkpoint.epochs().size(), checkpoint.step()));
        try {
            checkpoint.save(file);
        } catch (ModelFileException trouble) {
            throw new ModelFileException(file, trouble.reason() + "; " + entries(folder).stream()
                    .reduce((_, later) -> later)
                    .map(last -> "the training can be resumed from %s, which is whole"
                            .formatted(last.path().getFileName()))
                    .orElse("there is no earlier checkpoint"), trouble);
        }
        latest = System.nanoTime();
        removeAfter(checkpoint);
        prune(checkpoint.epochs());
    }

    private static String name(int epoch, int step) {
        return step == 0
                ? String.format(Locale.ROOT, "epoch-%06d.checkpoint", epoch)
                : String.format(Locale.ROOT, "epoch-%06d-step-%06d.checkpoint", epoch, step);
    }

    /// A training that was resumed from an earlier checkpoint, because the latest is damaged, would else take that for its
    /// own latest.
    private void removeAfter(Checkpoint written) {
        entries(folder).stream()
                .filter(entry -> entry.compareTo(written.epochs().size(), written.step()) > 0)
                .forEach(CheckpointFolder::remove);
    }

    private void prune(List<EpochReport> epochs) {
        var entries = entries(folder);
        var best = entries.stream()
                .filter(entry -> entry.step() == 0 && entry.epoch() >= 1 && entry.epoch() <= epochs.size())
                .min(Comparator.comparingDouble(entry -> judged(epochs.get(entry.epoch() - 1))));
        entries.stream()
                .limit(Math.max(0, entries.size() - when.keep()))
                .filter(entry -> !best.equals(Optional.of(entry)))
                .forEach(CheckpointFolder::remove);
    }

    private static double judged(EpochReport epoch) {
        return epoch.validationLoss().orElse(epoch.loss());
    }

    private static void remove(Entry entry) {
        try {
            Files.deleteIfExists(entry.path());
        } catch (IOException trouble) {
            throw new ModelFileException(entry.path(), "cannot be removed: " + trouble.getMessage(), trouble);
        }
    }

    /// In the order in which a training passes them.
    private static List<Entry> entries(Path folder) {
        var entries = new ArrayList<Entry>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                var name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    int step = name.group(2) == null ? 0 : Integer.parseInt(name.group(2));
                    entries.add(new Entry(file, Integer.parseInt(name.group(1)), step));
                }
            }
        } catch (IOException | DirectoryIteratorException trouble) {
            throw new ModelFileException(folder, "cannot be read: " + trouble.getMessage(), trouble);
        }
        entries.sort(Comparator.comparingInt(Entry::epoch).thenComparingInt(Entry::step));
        return List.copyOf(entries);
    }
}

package dev.hourglass.train;

import dev.hourglass.internal.file.AtomicFile;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.spec.AutomaticCheckpoints;
import dev.hourglass.spec.CheckpointPolicy;
import dev.hourglass.spec.Checkpointing;
import dev.hourglass.spec.NoCheckpoints;
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
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The checkpoints of one training: writes them when they are due, and removes those that need not stay.
final class CheckpointFolder {
    private static final Pattern NAME = Pattern.compile("epoch-(\\d{1,9})(?:-step-(\\d{1,9}))?\\.checkpoint");
    private static final double NANOS_OF_A_MINUTE = 60e9;
    /// How many times as long as the last one took passes before the next automatic one.
    private static final int RARITY = 50;

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
    private final CheckpointPolicy policy;
    private final LongSupplier clock;
    /// When the last one was written or could not be, or else the training began.
    private long latest;
    /// How long that took.
    private long taken;

    /// @param clock nanoseconds
    CheckpointFolder(Path folder, CheckpointPolicy policy, LongSupplier clock) {
        this.folder = folder;
        this.policy = policy;
        this.clock = clock;
        this.latest = clock.getAsLong();
    }

    Path path() {
        return folder;
    }

    /// Makes the folder, and removes what a killed process left half written.
    ///
    /// @throws ModelFileException if it cannot be made
    void prepare() {
        try {
            Files.createDirectories(folder);
            AtomicFile.removeLeftovers(folder);
        } catch (IOException e) {
            throw new ModelFileException(folder, "cannot be used for checkpoints: " + e.getMessage(), e);
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
    ///
    /// @throws ModelFileException if it cannot be removed
    void clear() {
        entries(folder).forEach(CheckpointFolder::remove);
    }

    /// Whether enough time has passed for one in the midst of an epoch.
    boolean isDue() {
        return switch (policy) {
            case Checkpointing(_, var minutes, _) ->
                minutes.isPresent() && clock.getAsLong() - latest >= minutes.get() * NANOS_OF_A_MINUTE;
            case AutomaticCheckpoints(), NoCheckpoints() -> false;
        };
    }

    /// Whether an epoch that is done asks for one.
    boolean isDueAfter(int epoch) {
        return switch (policy) {
            case Checkpointing(var every, _, _) -> epoch % every == 0 || isDue();
            case AutomaticCheckpoints() ->
                clock.getAsLong() - latest >= Math.max(NANOS_OF_A_MINUTE, RARITY * (double) taken);
            case NoCheckpoints() -> false;
        };
    }

    private int keep() {
        return switch (policy) {
            case Checkpointing(_, _, var keep) -> keep;
            case AutomaticCheckpoints() -> 1;
            case NoCheckpoints() -> 0;
        };
    }

    /// Writes a checkpoint, then removes those that it makes superfluous.
    ///
    /// @throws ModelFileException if it cannot be written; those before it are still there
    void write(Supplier<Checkpoint> state) {
        long begin = clock.getAsLong();
        try {
            var checkpoint = state.get();
            save(checkpoint);
            removeAfter(checkpoint);
            prune(checkpoint.epochs());
        } finally {
            latest = clock.getAsLong();
            taken = latest - begin;
        }
    }

    private void save(Checkpoint checkpoint) {
        var file = folder.resolve(name(checkpoint.epochs().size(), checkpoint.step()));
        try {
            checkpoint.save(file);
        } catch (ModelFileException e) {
            throw new ModelFileException(file, e.reason() + "; " + last()
                    .map(entry -> String.format(Locale.ROOT, "the training can be resumed from %s, which is intact",
                            entry.path().getFileName()))
                    .orElse("there is no earlier checkpoint"), e);
        }
    }

    private Optional<Entry> last() {
        return Files.isDirectory(folder) ? entries(folder).reversed().stream().findFirst() : Optional.empty();
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
                .limit(Math.max(0, entries.size() - keep()))
                .filter(entry -> !best.equals(Optional.of(entry)))
                .forEach(CheckpointFolder::remove);
    }

    private static double judged(EpochReport epoch) {
        return epoch.validationLoss().orElse(epoch.loss());
    }

    private static void remove(Entry entry) {
        try {
            Files.deleteIfExists(entry.path());
        } catch (IOException e) {
            throw new ModelFileException(entry.path(), "cannot be removed: " + e.getMessage(), e);
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
        } catch (IOException | DirectoryIteratorException e) {
            throw new ModelFileException(folder, "cannot be read: " + e.getMessage(), e);
        }
        entries.sort(Comparator.comparingInt(Entry::epoch).thenComparingInt(Entry::step));
        return List.copyOf(entries);
    }
}

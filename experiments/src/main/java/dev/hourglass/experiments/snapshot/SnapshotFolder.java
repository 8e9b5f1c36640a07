package dev.hourglass.experiments.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The files of a run's snapshots: `index.json`, `samples.png` with the samples themselves, and for each epoch that was kept
/// `epoch-000001.png` and `epoch-000001.npy`, the two coordinates of the codes of some test samples.
///
/// @param path which need not exist
public record SnapshotFolder(Path path) {
    private static final Pattern CODES = Pattern.compile("epoch-(\\d{6,9})\\.npy");

    /// What holds for all epochs: which samples are shown, their classes, where they are on the sheets.
    public Path index() {
        return path.resolve("index.json");
    }

    /// The samples that are shown.
    public Path samples() {
        return path.resolve("samples.png");
    }

    /// What the model made of them after an epoch, and the filters of its first layer.
    public Path sheet(int epoch) {
        return path.resolve(String.format(Locale.ROOT, "epoch-%06d.png", epoch));
    }

    /// Coordinates of codes after an epoch, `[sample][2]`.
    public Path codes(int epoch) {
        return path.resolve(String.format(Locale.ROOT, "epoch-%06d.npy", epoch));
    }

    /// The epochs that were kept, in order.
    ///
    /// @throws UncheckedIOException if the folder cannot be read
    public List<Integer> epochs() {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (var files = Files.list(path)) {
            return files.map(file -> CODES.matcher(file.getFileName().toString())).filter(name -> name.matches())
                    .map(name -> Integer.valueOf(name.group(1))).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(int epoch) throws IOException {
        Files.deleteIfExists(codes(epoch));
        Files.deleteIfExists(sheet(epoch));
    }
}

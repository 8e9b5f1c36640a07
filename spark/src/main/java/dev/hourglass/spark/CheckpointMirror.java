package dev.hourglass.spark;

import dev.hourglass.model.ModelFileException;
import dev.hourglass.spec.SpecException;
import dev.hourglass.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;

/// Keeps the checkpoints of a folder of the driver in a folder of any file system that Hadoop knows.
final class CheckpointMirror implements TrainingListener {
    private static final String SUFFIX = ".checkpoint";
    /// How the training was done, which the next one has to do as well.
    private static final String MODE = "mode.txt";

    private final FileSystem files;
    private final Path remote;
    private final java.nio.file.Path local;

    private CheckpointMirror(FileSystem files, Path remote, java.nio.file.Path local) {
        this.files = files;
        this.remote = remote;
        this.local = local;
    }

    /// Brings the checkpoints there are to the driver.
    ///
    /// @param mode of this training
    /// @throws SpecException if the checkpoints are those of another mode
    /// @throws UncheckedIOException if the folder cannot be used
    static CheckpointMirror of(SparkContext context, String folder, String mode) {
        var remote = new Path(folder);
        try {
            var files = remote.getFileSystem(context.hadoopConfiguration());
            var mirror = new CheckpointMirror(files, remote, Files.createTempDirectory("hourglass-checkpoints"));
            files.mkdirs(remote);
            mirror.requireMode(mode);
            mirror.download();
            return mirror;
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": " + e.getMessage(), e);
        }
    }

    java.nio.file.Path local() {
        return local;
    }

    private void requireMode(String mode) throws IOException {
        var file = new Path(remote, MODE);
        if (!names().isEmpty() && files.exists(file)) {
            try (var stream = files.open(file)) {
                var before = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                if (!before.equals(mode)) {
                    throw new SpecException(String.format(Locale.ROOT,
                            "checkpointDir %s: expected checkpoints of mode %s, found those of %s; use the same mode, or another folder",
                            remote, mode, before));
                }
            }
        }
        try (var stream = files.create(file, true)) {
            stream.write(mode.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Set<String> names() throws IOException {
        var names = new HashSet<String>();
        for (var status : files.listStatus(remote)) {
            if (status.getPath().getName().endsWith(SUFFIX)) {
                names.add(status.getPath().getName());
            }
        }
        return names;
    }

    private void download() throws IOException {
        for (var name : names()) {
            try (var stream = files.open(new Path(remote, name))) {
                Files.copy(stream, local.resolve(name));
            }
        }
    }

    /// @throws ModelFileException if a checkpoint cannot be written
    @Override
    public void onCheckpoint(java.nio.file.Path folder) {
        try (var found = Files.list(folder)) {
            var here = found.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(SUFFIX)).toList();
            var there = names();
            for (var name : here) {
                if (!there.contains(name)) {
                    upload(name);
                }
            }
            there.removeAll(here);
            for (var name : there) {
                files.delete(new Path(remote, name), false);
            }
        } catch (IOException e) {
            throw new ModelFileException(local, "cannot be copied to " + remote + ": " + e.getMessage(), e);
        }
    }

    /// Under another name first: a checkpoint that is there is whole.
    private void upload(String name) throws IOException {
        var unfinished = new Path(remote, name + ".part");
        try (var stream = files.create(unfinished, true)) {
            Files.copy(local.resolve(name), stream);
        }
        if (!files.rename(unfinished, new Path(remote, name))) {
            throw new IOException(unfinished + " cannot be renamed");
        }
    }

    /// Removes the folder of the driver.
    void close() {
        try (var found = Files.list(local)) {
            for (var file : found.toList()) {
                Files.delete(file);
            }
            Files.delete(local);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

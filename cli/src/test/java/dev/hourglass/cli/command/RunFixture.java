package dev.hourglass.cli.command;

import dev.hourglass.cli.Hourglass;
import dev.hourglass.data.Dataset;
import dev.hourglass.testing.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Specs and data in a folder, and commands that use them.
final class RunFixture {
    private final Path folder;

    RunFixture(Path folder) {
        this.folder = folder;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /// 60 pictures of bars to train on and 30 to test with, as a folder of IDX files.
    Path bars() throws IOException {
        return bars(60, 30);
    }

    /// Pictures of bars as a folder of IDX files.
    Path bars(int train, int test) throws IOException {
        return idx("bars", Samples.bars(train, 1), Samples.bars(test, 2));
    }

    /// Labelled pictures of one channel as a folder of IDX files.
    Path idx(String name, Dataset train, Dataset test) throws IOException {
        var idx = Files.createDirectories(path(name));
        write(idx, "train", train);
        write(idx, "t10k", test);
        return idx;
    }

    /// An autoencoder for the bars.
    Path spec(String more) throws IOException {
        return Files.writeString(
                path("bars.yaml"),
                """
                model:
                  input: [36]
                  encoder:
                    - dense: {units: 2, activation: tanh}
                %s
                  decoder:
                    - dense: {units: 36}
                  loss: binary_cross_entropy
                train:
                  optimizer: {adam: {learning_rate: 0.01}}
                  epochs: 2
                  batch: 10
                """
                        .formatted(more));
    }

    /// Trains on the bars and returns the run's folder.
    Path train(String name, String more, String... options) throws IOException {
        return train(name, spec(more), bars(), options);
    }

    /// Makes a classifier of a model and returns the run's folder.
    Path finetune(String name, Path model, String... options) {
        var out = path(name);
        var arguments = new ArrayList<>(
                List.of("finetune", model.toString(), "--out", out.toString()));
        arguments.addAll(List.of(options));
        var run = Hourglass.run(arguments.toArray(String[]::new));
        if (run.exitCode() != 0) {
            throw new AssertionError(run);
        }
        return out;
    }

    /// Trains and returns the run's folder.
    Path train(String name, Path spec, Path data, String... options) {
        var out = path(name);
        var arguments = new ArrayList<>(
                List.of("train", spec.toString(), "--data", data.toString(), "--out", out.toString()));
        arguments.addAll(List.of(options));
        var run = Hourglass.run(arguments.toArray(String[]::new));
        if (run.exitCode() != 0) {
            throw new AssertionError(run);
        }
        return out;
    }

    private static void write(Path folder, String part, Dataset data) throws IOException {
        int size = data.size();
        try (var images = Files.newOutputStream(folder.resolve(part + "-images-idx3-ubyte"))) {
            head(images, 0x803, size, data.shape().height(), data.shape().width());
            for (int i = 0; i < size; i++) {
                for (float value : data.sample(i)) {
                    images.write(Math.round(value * 255));
                }
            }
        }
        try (var labels = Files.newOutputStream(folder.resolve(part + "-labels-idx1-ubyte"))) {
            head(labels, 0x801, size);
            for (int i = 0; i < size; i++) {
                labels.write(data.labels().orElseThrow().of(i));
            }
        }
    }

    private static void head(OutputStream out, int... numbers) throws IOException {
        var bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES);
        bytes.asIntBuffer().put(numbers);
        out.write(bytes.array());
    }
}

package dev.hourglass.cli;

import dev.hourglass.datasets.npy.Npy;
import dev.hourglass.spec.Shape;
import dev.hourglass.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// A model of each kind in a folder, hardly trained, and the data of each: `samples.hourglass` and `samples.npy`, and so on.
public record ModelKinds(Path folder) {
    private static final String SPEC = """
            model:
              input: [4]
              encoder: [dense: {units: 2, activation: tanh}]
              decoder: [dense: {units: 4}]
              loss: mean_squared_error
              corruption: {masking: 0.2}
            train: {optimizer: {adam: {learning_rate: 0.001}}, epochs: 1, batch: 10}
            """;

    /// Names of models.
    static final String SAMPLES = "samples";
    static final String TABLE = "table";
    static final String VARIATIONAL = "variational";
    static final String WINDOWS = "windows";

    Path path(String name) {
        return folder.resolve(name);
    }

    /// Trains them.
    public ModelKinds train() throws IOException {
        var samples = new float[40][];
        Arrays.setAll(samples, Samples.table(40, 1)::sample);
        Npy.write(path("samples.npy"), Shape.of(4), samples);
        train(SAMPLES, Files.writeString(path("samples.yaml"), SPEC), "--data", path("samples.npy").toString());
        for (var name : List.of(TABLE, VARIATIONAL)) Files.write(path(name + ".csv"), rows());
        train(TABLE, path("table.csv"));
        train(VARIATIONAL, path("variational.csv"), "--set", "model.autoencoder=variational");
        Files.write(path("windows.csv"), rows());
        train(WINDOWS, Files.writeString(path("windows.yaml"),
                "data: " + path("windows.csv") + "\ntable: {order: minute, window: 8, stride: 4}\n"));
        return this;
    }

    private void train(String name, Path what, String... more) throws IOException {
        var out = path(name + "-run");
        var arguments = new ArrayList<>(
                List.of("train", what.toString(), "--epochs", "1", "--out", out.toString()));
        arguments.addAll(List.of(more));
        var run = Hourglass.run(arguments.toArray(String[]::new));
        if (run.exitCode() != 0) {
            throw new AssertionError(run);
        }
        Files.copy(out.resolve("model.hourglass"), path(name + ".hourglass"));
    }

    private static List<String> rows() {
        var random = new SplittableRandom(4);
        var rows = new ArrayList<>(List.of("minute,load,heat"));
        for (int minute = 0; minute < 400; minute++) {
            double load = 10 + 5 * StrictMath.sin(minute * 0.4) + 0.2 * random.nextGaussian();
            rows.add(String.format(Locale.ROOT, "%d,%.3f,%.3f", minute, load, 2 * load + random.nextDouble()));
        }
        return rows;
    }

    /// Words of a command line in which `@` stands for the folder.
    String[] arguments(String line) {
        return Arrays.stream(line.split(" ", -1)).map(word -> word.replace("@", folder + "/")).toArray(String[]::new);
    }
}

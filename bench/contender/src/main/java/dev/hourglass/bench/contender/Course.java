package dev.hourglass.bench.contender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What every contender does: train one network, from the same weights, on the same batches in the same order.
///
/// A course is a folder: `network` has a line for the setting, one for the optimizer and one for each layer; `weights`,
/// `samples` and `noise` are numbers one behind the other, the lowest byte first.
public final class Course {
    private static final String NETWORK = "network";
    private static final String WEIGHTS = "weights";
    private static final String NOISE = "noise";

    private final Path folder;
    private final Setting setting;
    private final Optimizer optimizer;
    private final List<Layer> layers;

    private Course(Path folder, Setting setting, Optimizer optimizer, List<Layer> layers) {
        this.folder = folder;
        this.setting = setting;
        this.optimizer = optimizer;
        this.layers = List.copyOf(layers);
    }

    public static Course read(Path folder) {
        try {
            var lines = Files.readAllLines(folder.resolve(NETWORK));
            var layers = new ArrayList<Layer>();
            for (var line : lines.subList(2, lines.size())) {
                layers.add(Words.read(line, Layer.class));
            }
            return new Course(
                    folder,
                    Words.read(lines.get(0), Setting.class),
                    Words.read(lines.get(1), Optimizer.class),
                    layers);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /// Writes a course but for its samples, which [#samples] then takes.
    ///
    /// @param weights a layer's weights, then its biases, layer by layer
    /// @param noise standard normal numbers for the steps that are compared: for each step those of the inputs,
    ///     `[sample][row][column][channel]`, where inputs are noisy, then those of the codes, `[sample][dimension]`, where
    ///     codes are random
    public static Course write(
            Path folder, Setting setting, Optimizer optimizer, List<Layer> layers, float[] weights, float[] noise)
            throws IOException {
        Files.createDirectories(folder);
        var lines = new ArrayList<String>();
        lines.add(Words.write(setting));
        lines.add(Words.write((Record) optimizer));
        for (var layer : layers) {
            lines.add(Words.write((Record) layer));
        }
        Files.write(folder.resolve(NETWORK), lines);
        Floats.write(folder.resolve(WEIGHTS), weights);
        Floats.write(folder.resolve(NOISE), noise);
        return new Course(folder, setting, optimizer, layers);
    }

    public Setting setting() {
        return setting;
    }

    public Optimizer optimizer() {
        return optimizer;
    }

    public List<Layer> layers() {
        return layers;
    }

    /// Initial weights and biases, in the order of the layers.
    public Weights weights() {
        return new Weights(Floats.read(folder.resolve(WEIGHTS)));
    }

    /// The file of samples: bytes or floats, `[sample][row][column][channel]`.
    public Path samples() {
        return folder.resolve("samples");
    }

    /// The samples batch by batch, `[sample][channel][row][column]`.
    public Batches batches() {
        return new Batches(samples(), setting);
    }

    /// The noise of the first steps, which makes their losses comparable.
    public Noise noise() {
        int codes = 0;
        for (var layer : layers) {
            if (layer instanceof Layer.Gaussian gaussian) {
                codes = gaussian.size();
            }
        }
        return new Noise(Floats.read(folder.resolve(NOISE)), setting, codes);
    }
}

package dev.hourglass.bench.contender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What every contender does: train one network, from the same weights, on the same batches in the same order.
///
/// A task is a folder: `network` has a line for the setting, one for the optimizer and one for each layer; `weights`,
/// `samples` and `noise` are numbers one behind the other, the lowest byte first.
public final class BenchmarkTask {
    private static final String NETWORK = "network";
    private static final String WEIGHTS = "weights";
    private static final String NOISE = "noise";

    private final Path folder;
    private final Setting setting;
    private final TaskOptimizer optimizer;
    private final List<TaskLayer> layers;

    private BenchmarkTask(Path folder, Setting setting, TaskOptimizer optimizer, List<TaskLayer> layers) {
        this.folder = folder;
        this.setting = setting;
        this.optimizer = optimizer;
        this.layers = List.copyOf(layers);
    }

    public static BenchmarkTask read(Path folder) {
        try {
            var lines = Files.readAllLines(folder.resolve(NETWORK));
            var layers = new ArrayList<TaskLayer>();
            for (var line : lines.subList(2, lines.size())) {
                layers.add(RecordText.read(line, TaskLayer.class));
            }
            return new BenchmarkTask(
                    folder,
                    RecordText.read(lines.get(0), Setting.class),
                    RecordText.read(lines.get(1), TaskOptimizer.class),
                    layers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a task but for its samples, which [#samples] then takes.
    ///
    /// @param weights a layer's weights, then its biases, layer by layer
    /// @param noise standard normal numbers for the steps that are compared: for each step those of the inputs,
    ///     `[sample][row][column][channel]`, where inputs are noisy, then those of the codes, `[sample][dimension]`, where
    ///     codes are random
    public static BenchmarkTask write(
            Path folder, Setting setting, TaskOptimizer optimizer, List<TaskLayer> layers, float[] weights,
            float[] noise)
            throws IOException {
        Files.createDirectories(folder);
        var lines = new ArrayList<String>();
        lines.add(RecordText.write(setting));
        lines.add(RecordText.write((Record) optimizer));
        for (var layer : layers) {
            lines.add(RecordText.write((Record) layer));
        }
        Files.write(folder.resolve(NETWORK), lines);
        FloatBytes.write(folder.resolve(WEIGHTS), weights);
        FloatBytes.write(folder.resolve(NOISE), noise);
        return new BenchmarkTask(folder, setting, optimizer, layers);
    }

    public Setting setting() {
        return setting;
    }

    public TaskOptimizer optimizer() {
        return optimizer;
    }

    public List<TaskLayer> layers() {
        return layers;
    }

    /// Initial weights and biases, in the order of the layers.
    public InitialWeights weights() {
        return new InitialWeights(FloatBytes.read(folder.resolve(WEIGHTS)));
    }

    /// The file of samples: bytes or floats, `[sample][row][column][channel]`.
    public Path samples() {
        return folder.resolve("samples");
    }

    /// The samples batch by batch.
    public Batches batches(ChannelOrder order) {
        return new Batches(samples(), setting, order);
    }

    /// The noise of the first steps, which makes their losses comparable.
    public SharedNoise noise() {
        int codes = 0;
        for (var layer : layers) {
            if (layer instanceof TaskLayer.Gaussian gaussian) {
                codes = gaussian.size();
            }
        }
        return new SharedNoise(FloatBytes.read(folder.resolve(NOISE)), setting, codes);
    }
}

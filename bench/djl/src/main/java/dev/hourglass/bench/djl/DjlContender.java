package dev.hourglass.bench.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.hourglass.bench.contender.BenchmarkTask;
import dev.hourglass.bench.contender.ChannelOrder;
import dev.hourglass.bench.contender.Contender;
import dev.hourglass.bench.contender.ContenderServer;
import dev.hourglass.bench.contender.InferenceServer;
import dev.hourglass.bench.contender.Setting;
import dev.hourglass.bench.contender.SharedNoise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Trains a task in DJL.
///
/// Its samples are converted to floats before the race, an array for each batch. Its temporaries are freed at the end of
/// every step.
public final class DjlContender implements Contender {
    private final Setting setting;
    private final Optional<SharedNoise> noise;
    private final NDManager manager;
    private final List<NDArray> batches = new ArrayList<>();
    private final DjlNetwork network;
    private final DjlOptimizer optimizer;
    private int step;

    private DjlContender(BenchmarkTask task, Optional<SharedNoise> noise) {
        this.setting = task.setting();
        this.noise = noise;
        this.manager = NDManager.newBaseManager();
        Engine.getInstance().setRandomSeed((int) setting.seed());
        this.network = DjlNetwork.of(task, manager);
        this.optimizer = DjlOptimizer.of(task.optimizer(), network.parameters());
        task.batches(ChannelOrder.FIRST).forEach(values -> batches.add(manager.create(values, shape(setting))));
    }

    public static void main(String... arguments) throws IOException {
        if (InferenceServer.isMeant(arguments)) {
            InferenceServer.serve((task, codeLayers, threads) -> {
                System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
                return new DjlInference(task, codeLayers);
            }, arguments);
            return;
        }
        ContenderServer.serve((task, noise, threads) -> {
            System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
            return new DjlContender(task, noise);
        }, arguments);
    }

    /// `[sample][feature]`, or `[sample][channel][row][column]` for pictures.
    static Shape shape(Setting setting) {
        return setting.isPicture()
                ? new Shape(setting.batch(), setting.channels(), setting.side(), setting.side())
                : new Shape(setting.batch(), setting.channels());
    }

    @Override
    public double step(int batch, int epoch) {
        try (var memory = manager.newSubManager()) {
            var target = batches.get(batch);
            // Results belong to the manager of what they are made from.
            target.tempAttach(memory);
            float loss;
            try (var collector = Engine.getInstance().newGradientCollector()) {
                var codeNoise = noise.map(given -> given.ofCodes(step));
                var objective = network.loss(setting.sigma() > 0 ? noisy(target) : target, target, codeNoise);
                collector.backward(objective);
                loss = objective.getFloat();
            }
            optimizer.step();
            step++;
            return loss;
        }
    }

    private NDArray noisy(NDArray target) {
        var memory = target.getManager();
        var normals = noise.map(given -> memory.create(given.ofInputs(step, ChannelOrder.FIRST), target.getShape()))
                .orElseGet(() -> memory.randomNormal(target.getShape()));
        var noisy = normals.muli(setting.sigma()).addi(target);
        return Double.isFinite(setting.min()) ? noisy.clip(setting.min(), setting.max()) : noisy;
    }

    @Override
    public void close() {
        manager.close();
    }
}

package dev.hourglass.bench.roofline;

import dev.hourglass.bench.step.Pace;
import dev.hourglass.bench.step.RandomPixels;
import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.mnist.Mnist;
import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.graph.MemoryTraffic;
import dev.hourglass.internal.op.ArithmeticWork;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.optimizer.Optimizer;
import java.nio.file.Path;

/// A network, how it is trained, and samples that fit it.
record RooflineWorkload(String name, Autoencoder model, Optimizer optimizer, int batch, Dataset data) {
    private static final int MNIST = 28 * 28;
    private static final int BATCHES = 16;

    static RooflineWorkload of(Path spec) {
        var experiment = SpecFile.read(spec);
        var train = experiment.train();
        return new RooflineWorkload(
                spec.getFileName().toString().replace(".yaml", ""), experiment.model(), train.optimizer(),
                train.batchSize(), data(experiment.model().input(), train.batchSize()));
    }

    private static Dataset data(Shape input, int batch) {
        return input.size() == MNIST ? Mnist.load().train() : RandomPixels.of(input, BATCHES * batch);
    }

    Pace pace(int threads) {
        return new Pace(model, optimizer, batch, data, threads, 1);
    }

    /// What a step must compute.
    ArithmeticWork work() {
        return graph().work().times(batch);
    }

    /// What a step must move.
    MemoryTraffic traffic() {
        return MemoryTraffic.of(graph(), optimizer, batch);
    }

    private Graph graph() {
        return Graph.of(model, batch);
    }
}

package dev.hourglass.bench.race;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.engine.TrainingEngine;
import dev.hourglass.internal.plan.Plan;
import dev.hourglass.internal.plan.Tensor;
import dev.hourglass.io.SpecFile;
import dev.hourglass.mnist.Mnist;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.None;
import dev.hourglass.spec.Optimizer;
import java.nio.file.Path;
import java.util.List;

/// What every contender does: train one network on consecutive batches of the same samples.
///
/// @param data in memory, in the order in which it is trained on; whole batches only
record Workload(Autoencoder model, Optimizer optimizer, int batch, long seed, Dataset data) {
    /// Reads an example and loads MNIST.
    static Workload of(Path spec) {
        var experiment = SpecFile.read(spec);
        var options = experiment.train();
        var data = Mnist.load().train();
        int whole = data.size() / options.batch() * options.batch();
        return new Workload(experiment.model(), options.optimizer(), options.batch(), options.seed(),
                data.slice(0, whole));
    }

    /// The same without noise, so that contenders with generators of their own can be compared.
    Workload withoutCorruption() {
        var clean = new Autoencoder(
                model.input(), new None(), model.encoder(), model.latent(), model.decoder(), model.loss());
        return new Workload(clean, optimizer, batch, seed, data);
    }

    /// The parameters, in the order of the layers: a layer's weights, then its biases.
    List<Tensor> tensors() {
        return Plan.of(model, batch).tensors();
    }

    /// What all parameters begin with, one tensor behind the other.
    float[] initialWeights() {
        try (var engine = engine(1)) {
            return engine.weights();
        }
    }

    TrainingEngine engine(int threads) {
        return new TrainingEngine(model, optimizer, batch, seed, data, threads);
    }
}

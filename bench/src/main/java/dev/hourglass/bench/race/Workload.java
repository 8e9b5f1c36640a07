package dev.hourglass.bench.race;

import dev.hourglass.data.Dataset;
import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.optimizer.Optimizer;
import java.nio.file.Path;

/// What every contender does: train one network on consecutive batches of the same samples.
///
/// @param data in the order in which it is trained on; whole batches only
record Workload(String name, Path spec, Autoencoder model, Optimizer optimizer, int batch, long seed, Dataset data) {
    private static final String ENDING = ".yaml";

    /// Reads an experiment and as much of its data as is no more than some number of bytes when it is held as floats.
    static Workload read(Path spec, long bytes) {
        var experiment = SpecFile.read(spec);
        var options = experiment.train();
        var data = WorkloadSamples.load(experiment.data().orElseThrow(), experiment.model().input());
        long most = bytes / Float.BYTES / data.shape().size();
        int whole = (int) Math.min(data.size(), most) / options.batchSize() * options.batchSize();
        return new Workload(
                nameOf(spec), spec, experiment.model(), options.optimizer(), options.batchSize(), options.seed(),
                data.slice(0, whole));
    }

    /// What a spec's file is called, without its ending.
    static String nameOf(Path spec) {
        return spec.getFileName().toString().replace(ENDING, "");
    }

    /// The same with the first few batches alone.
    Workload first(int batches) {
        return new Workload(
                name, spec, model, optimizer, batch, seed, data.slice(0, Math.min(batches * batch, data.size())));
    }

    Graph graph() {
        return Graph.of(model, batch);
    }
}

package dev.hourglass.bench.dl4j;

import dev.hourglass.bench.contender.BenchmarkTask;
import dev.hourglass.bench.contender.ChannelOrder;
import dev.hourglass.bench.contender.Contender;
import dev.hourglass.bench.contender.ContenderServer;
import dev.hourglass.bench.contender.Setting;
import dev.hourglass.bench.contender.SharedNoise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/// Trains a task in Deeplearning4j.
///
/// Its samples are converted to floats before the race, an array for each batch.
public final class Dl4jContender implements Contender {
    private final Setting setting;
    private final Optional<SharedNoise> noise;
    private final MultiLayerNetwork network;
    private final List<INDArray> batches = new ArrayList<>();
    private int step;

    private Dl4jContender(BenchmarkTask task, Optional<SharedNoise> noise) {
        this.setting = task.setting();
        this.noise = noise;
        Nd4j.getRandom().setSeed(setting.seed());
        this.network = new Dl4jNetwork(task).build();
        // The array given is used again.
        task.batches(ChannelOrder.FIRST).forEach(values -> batches.add(Nd4j.create(values.clone(), shape(), 'c')));
    }

    /// The number of threads is OpenMP's, which its environment sets.
    public static void main(String... arguments) throws IOException {
        ContenderServer.serve((task, noise, threads) -> new Dl4jContender(task, noise), arguments);
    }

    /// `[sample][feature]`, or `[sample][channel][row][column]` for pictures.
    private long[] shape() {
        return setting.isPicture()
                ? new long[] {setting.batch(), setting.channels(), setting.side(), setting.side()}
                : new long[] {setting.batch(), setting.channels()};
    }

    @Override
    public double step(int batch, int epoch) {
        var target = batches.get(batch);
        var input = setting.sigma() > 0 ? noisy(target) : target;
        var labels = target.reshape(setting.batch(), setting.features());
        // After fit, a network's score is wrong: it is computed from outputs that the gradient has overwritten.
        double compared = noise.isPresent() ? network.score(new DataSet(input, labels)) : Double.NaN;
        network.fit(input, labels);
        step++;
        return compared;
    }

    private INDArray noisy(INDArray target) {
        var normals = noise.map(given -> Nd4j.create(given.ofInputs(step, ChannelOrder.FIRST), shape(), 'c'))
                .orElseGet(() -> Nd4j.randn(target.shape()));
        var noisy = normals.muli(setting.sigma()).addi(target);
        return Double.isFinite(setting.min())
                ? Transforms.max(Transforms.min(noisy, setting.max(), false), setting.min(), false)
                : noisy;
    }

    @Override
    public void close() {
        batches.forEach(INDArray::close);
    }
}

package dev.hourglass.bench.libtorch;

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
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Trains a task in libtorch.
///
/// Its samples are converted to floats before the race, a tensor for each batch, so it neither converts nor gathers in a
/// step, as Hourglass does. Its temporaries are freed at the end of every step, not by the garbage collector.
public final class LibtorchContender implements Contender {
    private final Setting setting;
    private final Optional<SharedNoise> noise;
    private final List<Tensor> batches;
    private final LibtorchNetwork network;
    private final LibtorchOptimizer optimizer;
    private int step;

    private LibtorchContender(BenchmarkTask task, Optional<SharedNoise> noise, int threads) {
        torch.set_num_threads(threads);
        // Its optimizers let fading moments become denormal numbers, which cost many times more.
        Context.setFlushDenormal(true);
        this.setting = task.setting();
        this.noise = noise;
        torch.manual_seed(setting.seed());
        this.network = LibtorchNetwork.of(task);
        this.optimizer = LibtorchOptimizer.of(task.optimizer(), network.parameters());
        this.batches = new ArrayList<>();
        task.batches(ChannelOrder.FIRST).forEach(values -> batches.add(Tensors.of(values, shape(setting))));
    }

    public static void main(String... arguments) throws IOException {
        if (InferenceServer.isMeant(arguments)) {
            InferenceServer.serve(LibtorchInference::new, arguments);
            return;
        }
        ContenderServer.serve(LibtorchContender::new, arguments);
    }

    /// `[sample][feature]`, or `[sample][channel][row][column]` for pictures.
    static long[] shape(Setting setting) {
        return setting.isPicture()
                ? new long[] {setting.batch(), setting.channels(), setting.side(), setting.side()}
                : new long[] {setting.batch(), setting.channels()};
    }

    @Override
    public double step(int batch, int epoch) {
        try (var _ = new PointerScope()) {
            var target = batches.get(batch);
            optimizer.clearGradients();
            var codeNoise = noise.map(given -> given.ofCodes(step));
            var loss = network.loss(setting.sigma() > 0 ? noisy(target) : target, target, codeNoise);
            loss.backward();
            optimizer.step();
            step++;
            return loss.item_float();
        }
    }

    private Tensor noisy(Tensor target) {
        var normals = noise.map(given -> Tensors.of(given.ofInputs(step, ChannelOrder.FIRST), shape(setting)))
                .orElseGet(() -> torch.randn_like(target));
        return normals.mul_(new Scalar(setting.sigma())).add_(target).clamp_(bound(setting.min()),
                bound(setting.max()));
    }

    private static ScalarOptional bound(double value) {
        return new ScalarOptional(new Scalar(value));
    }

    @Override
    public void close() {
        batches.forEach(Tensor::close);
    }
}

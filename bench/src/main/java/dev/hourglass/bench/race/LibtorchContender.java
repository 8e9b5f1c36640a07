package dev.hourglass.bench.race;

import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Corruption;
import dev.hourglass.spec.GaussianNoise;
import dev.hourglass.spec.None;
import dev.hourglass.spec.Shape;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// libtorch, PyTorch's C++ library, through bytedeco's bindings.
///
/// Its samples are converted to floats before the race and a batch is a view of them, so it neither converts nor gathers
/// in a step, as Hourglass does. Its temporaries are freed at the end of every step, not by the garbage collector.
final class LibtorchContender implements Contender {
    private final Corruption corruption;
    private final int batch;
    private final Tensor samples;
    private final LibtorchNetwork network;
    private final LibtorchOptimizer optimizer;

    LibtorchContender(Workload workload, int threads) {
        torch.set_num_threads(threads);
        // Its optimizers let fading moments become denormal numbers, which cost many times more.
        Context.setFlushDenormal(true);
        torch.manual_seed(workload.seed());
        this.corruption = workload.model().corruption();
        this.batch = workload.batch();
        this.samples = samples(workload.data(), workload.model().input());
        this.network = LibtorchNetwork.of(workload);
        this.optimizer = LibtorchOptimizer.of(workload.optimizer(), network.parameters());
    }

    /// `[sample][feature]`, or `[sample][channel][row][column]` for pictures.
    private static Tensor samples(Dataset data, Shape shape) {
        int size = shape.size();
        try (var all = new FloatPointer((long) data.size() * size)) {
            for (int sample = 0; sample < data.size(); sample++) {
                all.position((long) sample * size).put(data.sample(sample));
            }
            all.position(0);
            return layout(torch.from_blob(all, data.size(), size), data.size(), shape).clone();
        }
    }

    private static Tensor layout(Tensor flat, int count, Shape shape) {
        return shape.isImage()
                ? flat.view(count, shape.height(), shape.width(), shape.channels()).permute(0, 3, 1, 2).contiguous()
                : flat;
    }

    @Override
    public double step(int from, int epoch) {
        try (var _ = new PointerScope()) {
            var target = samples.narrow(0, from, batch);
            optimizer.clearGradients();
            var loss = network.loss(corrupted(target), target);
            loss.backward();
            optimizer.step();
            return loss.item_float();
        }
    }

    private Tensor corrupted(Tensor target) {
        return switch (corruption) {
            case None() -> target;
            case GaussianNoise(double sigma, var clip) -> {
                var noisy = torch.randn_like(target).mul_(new Scalar(sigma)).add_(target);
                yield clip.isEmpty() ? noisy : noisy.clamp_(bound(clip.get().min()), bound(clip.get().max()));
            }
        };
    }

    private static ScalarOptional bound(double value) {
        return new ScalarOptional(new Scalar(value));
    }

    @Override
    public void close() {
        samples.close();
    }
}

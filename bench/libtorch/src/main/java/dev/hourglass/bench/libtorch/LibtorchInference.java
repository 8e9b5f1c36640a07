package dev.hourglass.bench.libtorch;

import dev.hourglass.bench.contender.BenchmarkTask;
import dev.hourglass.bench.contender.ChannelOrder;
import dev.hourglass.bench.contender.InferenceContender;
import dev.hourglass.bench.contender.InferencePart;
import java.util.ArrayList;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Passes a task's samples through its network in libtorch, in inference mode.
///
/// The samples are tensors before the race, a chunk is a view of them, and results stay where libtorch left them.
final class LibtorchInference implements InferenceContender {
    private final InferenceMode mode = new InferenceMode(true);
    private final LibtorchNetwork network;
    private final int codeLayers;
    private final Tensor samples;

    LibtorchInference(BenchmarkTask task, int codeLayers, int threads) {
        torch.set_num_threads(threads);
        this.network = LibtorchNetwork.of(task);
        this.codeLayers = codeLayers;
        var batches = new ArrayList<Tensor>();
        task.batches(ChannelOrder.FIRST)
                .forEach(values -> batches.add(Tensors.of(values, LibtorchContender.shape(task.setting()))));
        this.samples = batches.getFirst();
    }

    @Override
    public void pass(InferencePart part, int count, int chunk) {
        for (int from = 0; from < count; from += chunk) {
            try (var _ = new PointerScope()) {
                pass(part, samples.narrow(0, from, Math.min(chunk, count - from)));
            }
        }
    }

    private Tensor pass(InferencePart part, Tensor input) {
        return switch (part) {
            case ENCODE -> network.code(input, codeLayers);
            case RECONSTRUCT -> network.reconstruction(input);
        };
    }

    @Override
    public float[] outputs(InferencePart part, int count) {
        try (var _ = new PointerScope()) {
            var output = pass(part, samples.narrow(0, 0, count));
            var ordered = output.dim() == 4 ? output.permute(0, 2, 3, 1).contiguous() : output;
            var numbers = new float[(int) ordered.numel()];
            new FloatPointer(ordered.data_ptr_float()).get(numbers);
            return numbers;
        }
    }

    @Override
    public void close() {
        samples.close();
        mode.close();
    }
}

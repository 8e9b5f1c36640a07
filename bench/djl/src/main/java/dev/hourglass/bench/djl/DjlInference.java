package dev.hourglass.bench.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.hourglass.bench.contender.BenchmarkTask;
import dev.hourglass.bench.contender.ChannelOrder;
import dev.hourglass.bench.contender.InferenceContender;
import dev.hourglass.bench.contender.InferencePart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Passes a task's samples through its network in DJL, without gradients.
///
/// The samples are arrays before the race, cut into chunks when a chunk's size is first asked for, and results stay where
/// the engine left them.
final class DjlInference implements InferenceContender {
    /// The first samples, cut into chunks.
    private record Cut(int count, int chunk) {}

    private final NDManager manager = NDManager.newBaseManager();
    private final DjlNetwork network;
    private final int codeLayers;
    private final NDArray samples;
    private final Map<Cut, List<NDArray>> chunks = new HashMap<>();

    DjlInference(BenchmarkTask task, int codeLayers) {
        this.network = DjlNetwork.of(task, manager);
        // Without this every operation would prepare for a way back.
        network.parameters().forEach(parameter -> parameter.setRequiresGradient(false));
        this.codeLayers = codeLayers;
        var batches = new ArrayList<NDArray>();
        task.batches(ChannelOrder.FIRST).forEach(
                values -> batches.add(manager.create(values, DjlContender.shape(task.setting()))));
        this.samples = batches.get(0);
    }

    @Override
    public void pass(InferencePart part, int count, int chunk) {
        for (var input : chunks(count, chunk)) {
            try (var memory = manager.newSubManager()) {
                // Results belong to the manager of what they are made from.
                input.tempAttach(memory);
                pass(part, input);
            }
        }
    }

    private List<NDArray> chunks(int count, int chunk) {
        return chunks.computeIfAbsent(new Cut(count, chunk), cut -> {
            var parts = new ArrayList<NDArray>();
            for (int from = 0; from < cut.count(); from += cut.chunk()) {
                parts.add(samples.get(from + ":" + Math.min(from + cut.chunk(), cut.count())).duplicate());
            }
            return parts;
        });
    }

    private NDArray pass(InferencePart part, NDArray input) {
        return switch (part) {
            case ENCODE -> network.code(input, codeLayers);
            case RECONSTRUCT -> network.reconstruction(input);
        };
    }

    @Override
    public float[] outputs(InferencePart part, int count) {
        var output = pass(part, chunks(count, count).get(0));
        var ordered = output.getShape().dimension() == 4 ? output.transpose(0, 2, 3, 1) : output;
        return ordered.toFloatArray();
    }

    @Override
    public void close() {
        manager.close();
    }
}

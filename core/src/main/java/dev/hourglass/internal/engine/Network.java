package dev.hourglass.internal.engine;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.plan.Buffer;
import dev.hourglass.internal.plan.Plan;
import dev.hourglass.internal.plan.Signal;
import dev.hourglass.internal.plan.Stage;
import dev.hourglass.spec.Autoencoder;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/// A spec with weights: forward passes, from any number of threads.
public final class Network {
    /// Samples that one forward pass takes at most.
    private static final int BATCH = 64;

    private final Plan plan;
    private final float[] weights;
    private final float[] packed;
    private final Kernels kernels;
    private final List<Step> steps;
    private final Feed feed;
    private final Objective objective;
    private final ConcurrentLinkedQueue<Shard> idle = new ConcurrentLinkedQueue<>();

    /// @param weights all parameters in file order; kept, not copied
    public Network(Autoencoder spec, float[] weights, Kernels kernels) {
        this.plan = Plan.of(spec, BATCH);
        this.weights = weights;
        this.packed = pack(plan, weights);
        this.kernels = kernels;
        this.steps = Step.of(plan.operations());
        this.feed = new Feed(plan);
        this.objective = new Objective(plan);
    }

    static float[] pack(Plan plan, float[] weights) {
        var packed = Floats.array(plan.packed());
        for (var operation : plan.operations()) {
            if (operation.stage() instanceof Stage.Linear stage) {
                new Packer(stage).pack(weights, packed);
            }
        }
        return packed;
    }

    public Plan plan() {
        return plan;
    }

    /// All parameters in file order. Not to be written to.
    public float[] weights() {
        return weights;
    }

    /// `[sample][feature of the code]`
    public float[][] encode(Dataset data) {
        return forEachShard(data, new float[data.size()][], (shard, result, first) -> {
            feed.fill(shard, data, false);
            forward(shard, 0, plan.encoderOperations());
            read(shard, plan.code().value(), result, first);
        });
    }

    /// `[sample][feature]`
    public float[][] reconstruct(Dataset data) {
        return forEachShard(data, new float[data.size()][], (shard, result, first) -> {
            feed.fill(shard, data, false);
            forward(shard, 0, steps.size());
            objective.finish(shard);
            read(shard, plan.output().value(), result, first);
        });
    }

    /// Codes `[sample][feature of the code]` to reconstructions `[sample][feature]`.
    public float[][] decode(Dataset codes) {
        return forEachShard(codes, new float[codes.size()][], (shard, result, first) -> {
            write(shard, codes, plan.code());
            forward(shard, plan.encoderOperations(), steps.size());
            objective.finish(shard);
            read(shard, plan.output().value(), result, first);
        });
    }

    /// The samples as the spec's corruption leaves them, `[sample][feature]`.
    public float[][] corrupt(Dataset data, long seed) {
        return forEachShard(data, seed, new float[data.size()][], (shard, result, first) -> {
            feed.fill(shard, data, true);
            read(shard, plan.input().value(), result, first);
        });
    }

    /// What each sample costs, its input corrupted and its code drawn as in training.
    public Cost[] evaluate(Dataset data, long seed) {
        return forEachShard(data, seed, new Cost[data.size()], (shard, result, first) -> {
            shard.isSampling = true;
            shard.weigh(1);
            feed.fill(shard, data, true);
            forward(shard, 0, steps.size());
            objective.compute(shard);
            objective.finish(shard);
            for (int lane = 0; lane < shard.count(); lane++) {
                result[first + lane] = objective.cost(shard, lane);
            }
            shard.isSampling = false;
        });
    }

    private interface Pass<T> {
        void run(Shard shard, T[] result, int first);
    }

    private <T> T[] forEachShard(Dataset data, T[] result, Pass<T> pass) {
        return forEachShard(data, 0, result, pass);
    }

    private <T> T[] forEachShard(Dataset data, long seed, T[] result, Pass<T> pass) {
        int size = plan.grouping().samples();
        var order = IntStream.range(0, data.size()).toArray();
        var noise = new Noise(seed, Noise.OUTSIDE);
        IntStream.range(0, Math.ceilDiv(data.size(), size)).parallel().forEach(index -> {
            var shard = borrow();
            int first = index * size;
            shard.take(order, first, Math.min(size, data.size() - first), noise);
            pass.run(shard, result, first);
            idle.add(shard);
        });
        return result;
    }

    private Shard borrow() {
        var shard = idle.poll();
        return shard == null ? new Shard(kernels, plan, plan.trainingMemory(), packed) : shard;
    }

    private void forward(Shard shard, int from, int to) {
        for (int i = from; i < to; i++) {
            steps.get(i).forward(shard);
        }
    }

    private static void read(Shard shard, Buffer buffer, float[][] result, int first) {
        var extent = buffer.extent();
        for (int lane = 0; lane < shard.count(); lane++) {
            var features = new float[extent.features()];
            int feature = 0;
            for (int y = 0; y < extent.height(); y++) {
                int at = buffer.at(lane / Kernels.LANES, y, 0) + lane % Kernels.LANES;
                for (int i = 0; i < buffer.row(); i += Kernels.LANES) {
                    features[feature++] = shard.memory[at + i];
                }
            }
            result[first + lane] = features;
        }
    }

    private static void write(Shard shard, Dataset codes, Signal code) {
        var buffer = code.value();
        int row = buffer.row() / Kernels.LANES;
        for (int lane = 0; lane < shard.count(); lane++) {
            for (int y = 0; y < buffer.extent().height(); y++) {
                int at = buffer.at(lane / Kernels.LANES, y, 0) + lane % Kernels.LANES;
                codes.read(shard.sample(lane), y * row, row, shard.memory, at, Kernels.LANES);
            }
        }
    }
}

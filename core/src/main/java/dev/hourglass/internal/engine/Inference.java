package dev.hourglass.internal.engine;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.graph.Buffer;
import dev.hourglass.internal.graph.Graph;

/// Forward passes over panels of one width, from any number of threads.
final class Inference {
    /// A pass over some of a dataset's samples.
    interface Pass {
        /// @param count at most as many as [#samples] says
        void run(Inference inference, Dataset data, int first, int count, float[][] result);
    }

    private final Graph plan;
    private final Step[] steps;
    private final Objective objective;
    private final ShardPool pool;

    /// @param packed weights
    Inference(Graph plan, Kernels kernels, float[] packed) {
        this.plan = plan;
        this.steps = Step.of(plan.operations()).toArray(Step[]::new);
        this.objective = new Objective(plan);
        this.pool = new ShardPool(() -> new Shard(kernels, plan, plan.memory(), packed));
    }

    Graph plan() {
        return plan;
    }

    ShardPool pool() {
        return pool;
    }

    Objective objective() {
        return objective;
    }

    /// Means and log-variances, where the code is variational.
    Buffer moments() {
        return plan.operations().get(plan.encoderOperations() - 1).in().value();
    }

    void encodeMoments(Dataset data, int first, int count, float[][] result) {
        pass(data, plan.input().value(), 0, plan.encoderOperations() - 1, moments(), first, count, result);
    }

    /// From means and log-variances to the loss of the outputs.
    void decodeMoments(Shard shard) {
        forward(shard, plan.encoderOperations() - 1, steps.length);
        objective.computeLoss(shard);
    }

    /// Samples that one pass takes at most.
    int samples() {
        return plan.grouping().panels() * plan.lanes();
    }

    void encode(Dataset data, int first, int count, float[][] result) {
        pass(data, plan.input().value(), 0, plan.encoderOperations(), plan.code().value(), first, count, result);
    }

    void reconstruct(Dataset data, int first, int count, float[][] result) {
        pass(data, plan.input().value(), 0, steps.length, plan.output().value(), first, count, result);
    }

    void decode(Dataset codes, int first, int count, float[][] result) {
        pass(codes, plan.code().value(), plan.encoderOperations(), steps.length, plan.output().value(), first, count,
                result);
    }

    private void pass(Dataset data, Buffer in, int from, int to, Buffer out, int first, int count, float[][] result) {
        var shard = pool.take();
        try {
            shard.take(first, count);
            Lanes.fill(shard, data, in);
            forward(shard, from, to);
            if (to == steps.length) {
                objective.finish(shard);
            }
            Lanes.read(shard, out, result, first);
        } finally {
            pool.giveBack(shard);
        }
    }

    /// From the input to the code.
    void encode(Shard shard) {
        forward(shard, 0, plan.encoderOperations());
    }

    /// From the input to the output.
    void forward(Shard shard) {
        forward(shard, 0, steps.length);
    }

    private void forward(Shard shard, int from, int to) {
        for (int i = from; i < to; i++) {
            steps[i].forward(shard);
        }
    }
}

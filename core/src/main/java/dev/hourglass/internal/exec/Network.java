package dev.hourglass.internal.exec;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Floats;
import dev.hourglass.internal.op.Noise;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.internal.penalty.PenaltyCost;
import dev.hourglass.internal.penalty.ProjectionPenalty;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.penalty.ContractiveProjection;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// A spec with weights: forward passes, from any number of threads.
///
/// Samples go through in panels of 16, many panels on all processors; a few samples go through one by one, on the thread
/// that asks. Either way they get the same bits.
public final class Network {
    /// The largest number of samples that are faster one by one than in a panel. A sample alone took between a seventh and
    /// a tenth of a panel's time on networks of every kind.
    private static final int FEW = 7;

    private final float[] weights;
    private final Kernels kernels;
    private final InferencePass panels;
    private final InferencePass singles;
    private final MicroBatchLoader feed;

    /// @param weights all parameters in file order; kept, not copied
    public Network(Autoencoder spec, float[] weights, Kernels kernels) {
        this(InferenceGraphs.of(spec), weights, kernels);
    }

    /// @param weights all parameters in file order; kept, not copied
    public Network(InferenceGraphs graphs, float[] weights, Kernels kernels) {
        var graph = graphs.panels();
        var packed = Floats.array(graph.packed());
        ParameterSlices.of(graph).pack(weights, packed);
        this.weights = weights;
        this.kernels = kernels;
        this.panels = new InferencePass(graph, kernels, packed);
        this.singles = new InferencePass(graphs.singles(), kernels, packed);
        this.feed = new MicroBatchLoader(graph);
    }

    /// Returns when the JIT has compiled what passes over many samples need. It compiles operations on vectors for the widths
    /// that they have met until then, so loops over many samples come out slower after single samples, whose vectors are
    /// shorter, than before.
    public void warmUp() {
        new JitWarmUp(JitWarmUp.KernelUsage.of(graph()), kernels).infer();
    }

    public Graph graph() {
        return panels.graph();
    }

    /// All parameters in file order. Not to be written to.
    public float[] weights() {
        return weights;
    }

    /// `[sample][feature of the code]`
    public float[][] encode(Dataset data) {
        return run(data, InferencePass::encode);
    }

    /// Means, then log-variances, of a variational code: `[sample][2 x feature of the code]`
    public float[][] moments(Dataset data) {
        return run(data, InferencePass::encodeMoments);
    }

    /// `[sample][feature]`
    public float[][] reconstruct(Dataset data) {
        return run(data, InferencePass::reconstruct);
    }

    /// Codes `[sample][feature of the code]` to reconstructions `[sample][feature]`.
    public float[][] decode(Dataset codes) {
        return run(codes, InferencePass::decode);
    }

    private float[][] run(Dataset data, InferencePass.Pass pass) {
        var result = new float[data.size()][];
        int rest = data.size() % Kernels.LANES;
        int inPanels = rest <= FEW ? data.size() - rest : data.size();
        if (inPanels > 0) {
            runPanels(data, inPanels, pass, result);
        }
        for (int i = inPanels; i < data.size(); i++) {
            pass.run(singles, data, i, 1, result);
        }
        return result;
    }

    private void runPanels(Dataset data, int count, InferencePass.Pass pass, float[][] result) {
        int size = workspace(count);
        forEach(Math.ceilDiv(count, size), index -> {
            int first = index * size;
            pass.run(panels, data, first, Math.min(size, count - first), result);
        });
    }

    /// Samples of a micro-batch: fewer than it could take, where not every processor would get one.
    private int workspace(int count) {
        int share = Math.ceilDiv(count, ForkJoinPool.getCommonPoolParallelism() + 1);
        return Math.min(panels.samples(), Kernels.padded(share));
    }

    private static void forEach(int count, IntConsumer task) {
        if (count == 1) {
            task.accept(0);
        } else {
            IntStream.range(0, count).parallel().forEach(task);
        }
    }

    /// The samples as the spec's corruption leaves them, `[sample][feature]`.
    public float[][] corrupt(Dataset data, long seed) {
        var result = new float[data.size()][];
        forEachMicroBatch(data, seed, (workspace, first) -> {
            feed.fill(workspace, data);
            SampleTransposer.read(workspace, graph().input().value(), result, first);
        });
        return result;
    }

    /// The loss of each sample, its input corrupted and its code drawn as in training.
    public SampleLoss[] evaluate(Dataset data, long seed) {
        var result = new SampleLoss[data.size()];
        var objective = panels.objective();
        forEachMicroBatch(data, seed, (workspace, first) -> {
            workspace.batch.isSampling = true;
            workspace.sums.weigh(workspace.batch.count(), 1);
            feed.fill(workspace, data);
            panels.forward(workspace);
            objective.compute(workspace);
            objective.finish(workspace);
            for (int lane = 0; lane < workspace.batch.count(); lane++) {
                result[first + lane] = objective.sampleLoss(workspace, lane);
            }
        });
        return result;
    }

    /// How probable a variational network holds each sample, by drawing so many codes of it: logarithm of the likelihood and
    /// mean loss, `[sample][2]`, in nats.
    public double[][] likelihoods(Dataset data, int draws, long seed) {
        var moments = moments(data);
        var result = new double[data.size()][];
        var sampling = new ImportanceSampling(panels, draws, new Noise(seed, Noise.OUTSIDE));
        forEach(data.size(), sample -> {
            var estimate = sampling.estimate(data, sample, moments[sample]);
            result[sample] = new double[] {estimate.logLikelihood(), estimate.loss()};
        });
        return result;
    }

    /// Codes of samples that the spec's corruption has changed, `[sample][feature of the code]`.
    public float[][] encodeCorrupted(Dataset data, long seed) {
        return encodePerturbed(data, seed, 0);
    }

    /// Codes of samples that were corrupted, and then moved by a step in a direction of their own.
    private float[][] encodePerturbed(Dataset data, long seed, double step) {
        var result = new float[data.size()][];
        var input = graph().input().value();
        forEachMicroBatch(data, seed, (workspace, first) -> {
            feed.fill(workspace, data);
            if (step > 0) {
                ProjectionPenalty.perturb(workspace, input, (float) step, new float[input.row()]);
            }
            panels.encode(workspace);
            SampleTransposer.read(workspace, graph().code().value(), result, first);
        });
        return result;
    }

    /// What penalties cost, as a mean over samples, per feature.
    ///
    /// @param codes what [#encodeCorrupted] gave for the same samples and seed, at least one
    public double penalty(Dataset data, long seed, float[][] codes) {
        var perturbed = graph().spec().penalty(ContractiveProjection.class)
                .map(penalty -> encodePerturbed(data, seed, penalty.step()))
                .orElseGet(() -> new float[0][]);
        return new PenaltyCost(graph(), weights, codes, perturbed).perFeature();
    }

    private interface NoisyPass {
        void run(Workspace workspace, int first);
    }

    private void forEachMicroBatch(Dataset data, long seed, NoisyPass pass) {
        int size = panels.samples();
        var order = IntStream.range(0, data.size()).toArray();
        var noise = new Noise(seed, Noise.OUTSIDE);
        forEach(Math.ceilDiv(data.size(), size), index -> {
            int first = index * size;
            var workspace = panels.pool().take();
            try {
                workspace.take(order, first, Math.min(size, data.size() - first), noise);
                pass.run(workspace, first);
            } finally {
                panels.pool().giveBack(workspace);
            }
        });
    }
}

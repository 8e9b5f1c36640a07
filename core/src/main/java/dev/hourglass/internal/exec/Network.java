package dev.hourglass.internal.exec;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.op.Noise;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.internal.penalty.PenaltyCost;
import dev.hourglass.internal.penalty.ProjectionPenalty;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.penalty.ContractiveProjection;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// A spec with weights: forward passes, from any number of threads.
///
/// Many samples go through on all processors, a few on the calling thread; large operations of a single sample are split
/// across threads ([ExecutorRange]). Where all layers are dense, samples stay as they are, one behind the other; pictures go through in panels of 16, side by side, if they are more than a few. Either way they get the
/// same bits.
public final class Network {
    /// The largest number of samples that are faster one by one than in a panel. A sample alone took between a seventh and
    /// a tenth of a panel's time on networks of every kind.
    private static final int FEW = 7;

    private final float[] weights;
    private final Kernels kernels;
    private final InferenceGraphs graphs;
    private final Supplier<InferencePass> panels;
    private final Supplier<InferencePass> rows;
    private final MicroBatchLoader feed;

    /// @param weights all parameters in file order; kept, not copied
    public Network(Autoencoder spec, float[] weights, Kernels kernels) {
        this(InferenceGraphs.of(spec), weights, kernels);
    }

    /// @param weights all parameters in file order; kept, not copied
    public Network(InferenceGraphs graphs, float[] weights, Kernels kernels) {
        this.graphs = graphs;
        this.weights = weights;
        this.kernels = kernels;
        this.panels = new OnDemand<>(() -> new InferencePass(graphs.panels(), kernels, weights));
        this.rows = new OnDemand<>(() -> new InferencePass(graphs.rows(), kernels, weights));
        this.feed = new MicroBatchLoader(graphs.panels());
    }

    /// Returns when the JIT has compiled what passes over many samples need. It compiles operations on vectors for the widths
    /// that they have met until then, so loops over many samples come out slower after single samples, whose vectors are
    /// shorter, than before.
    public void warmUp() {
        var jit = new JitWarmUp(KernelUsage.of(graph()), kernels);
        if (rows.get().samples() == 1) {
            jit.infer();
        }
        jit.inferRows(graphs.rows());
    }

    public Graph graph() {
        return graphs.panels();
    }

    /// All parameters in file order. Not to be written to.
    public float[] weights() {
        return weights;
    }

    /// Writes `[sample][feature of the code]`.
    public void encode(Dataset data, FloatBuffer codes) {
        run(data, InferencePass::encode, new RowSink.Flat(codes));
    }

    /// Writes `[sample][feature]`.
    public void reconstruct(Dataset data, FloatBuffer reconstructions) {
        run(data, InferencePass::reconstruct, new RowSink.Flat(reconstructions));
    }

    /// Writes the reconstructions `[sample][feature]` of codes `[sample][feature of the code]`.
    public void decode(Dataset codes, FloatBuffer reconstructions) {
        run(codes, InferencePass::decode, new RowSink.Flat(reconstructions));
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

    /// What each layer makes of the first sample, in forward order.
    public List<LayerOutput> outputs(Dataset data) {
        return panels.get().outputs(data);
    }

    private float[][] run(Dataset data, InferencePass.Pass pass) {
        var result = new float[data.size()][];
        run(data, pass, new RowSink.Arrays(result));
        return result;
    }

    private void run(Dataset data, InferencePass.Pass pass, RowSink result) {
        if (rows.get().samples() > 1) {
            runAll(rows.get(), data, data.size(), pass, result);
            return;
        }
        int rest = data.size() % Kernels.LANES;
        int inPanels = rest <= FEW ? data.size() - rest : data.size();
        if (inPanels > 0) {
            runAll(panels.get(), data, inPanels, pass, result);
        }
        for (int i = inPanels; i < data.size(); i++) {
            pass.run(rows.get(), data, i, 1, result);
        }
    }

    private static void runAll(
            InferencePass inference, Dataset data, int count, InferencePass.Pass pass, RowSink result) {
        int size = samples(inference, count);
        forEach(Math.ceilDiv(count, size), index -> {
            int first = index * size;
            pass.run(inference, data, first, Math.min(size, count - first), result);
        });
    }

    /// Samples of a micro-batch: fewer than it could take, where not every processor would get one.
    private static int samples(InferencePass inference, int count) {
        int share = Math.ceilDiv(count, threads());
        return Math.clamp(Kernels.padded(share), 1, inference.samples());
    }

    /// Threads that work on many samples: the calling one and those of the common pool, at most one for each processor.
    static int threads() {
        int processors = Runtime.getRuntime().availableProcessors();
        // The pool itself reports one thread where it has none.
        int helping = Integer.getInteger("java.util.concurrent.ForkJoinPool.common.parallelism", processors - 1);
        return Math.clamp(helping + 1L, 1, processors);
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
        var sink = new RowSink.Arrays(result);
        forEachMicroBatch(data, seed, (workspace, first) -> {
            feed.fill(workspace, data);
            SampleTransposer.read(workspace, graph().input().value(), sink, first);
        });
        return result;
    }

    /// The loss of each sample, its input corrupted and its code drawn as in training.
    public SampleLoss[] evaluate(Dataset data, long seed) {
        var result = new SampleLoss[data.size()];
        var objective = panels.get().objective();
        forEachMicroBatch(data, seed, (workspace, first) -> {
            workspace.batch.isSampling = true;
            workspace.sums.weigh(workspace.batch.count(), 1);
            feed.fill(workspace, data);
            panels.get().forward(workspace);
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
        var sampling = new ImportanceSampling(panels.get(), draws, new Noise(seed, Noise.OUTSIDE));
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
        var sink = new RowSink.Arrays(result);
        var input = graph().input().value();
        forEachMicroBatch(data, seed, (workspace, first) -> {
            feed.fill(workspace, data);
            if (step > 0) {
                ProjectionPenalty.perturb(workspace, input, (float) step, new float[input.row()]);
            }
            panels.get().encode(workspace);
            SampleTransposer.read(workspace, graph().code().value(), sink, first);
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
        var pool = panels.get().pool();
        int size = panels.get().samples();
        var order = IntStream.range(0, data.size()).toArray();
        var noise = new Noise(seed, Noise.OUTSIDE);
        forEach(Math.ceilDiv(data.size(), size), index -> {
            int first = index * size;
            var workspace = pool.take();
            try {
                workspace.take(order, first, Math.min(size, data.size() - first), noise);
                pass.run(workspace, first);
            } finally {
                pool.giveBack(workspace);
            }
        });
    }
}

package dev.hourglass.internal.exec;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.graph.Node;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.latent.FreeBits;
import dev.hourglass.internal.latent.LifetimeSparsity;
import dev.hourglass.internal.op.BatchStatistic;
import dev.hourglass.internal.op.Gradients;
import dev.hourglass.internal.op.Op;
import dev.hourglass.internal.op.PerturbedCodes;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.internal.penalty.Penalties;
import dev.hourglass.internal.penalty.ProjectionPenalty;
import dev.hourglass.spec.latent.Bound;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.Latent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The first half of a training step: loads the samples of a batch, corrupts them, passes them forward, computes their loss and
/// goes back. Leaves the loss, and [Gradients] in the form in which they arise.
///
/// Groups of micro-batches go through, each on one thread and in order, each with gradients of its own for convolutions; of dense
/// ops only the operands of their gradients are kept. So the bits do not depend on the number of threads. What a
/// network needs of the whole batch comes before, by a round of forward passes for each [BatchStatistic].
final class GradientPass {
    private final Graph graph;
    private final List<Op.Executor> executors;
    private final List<RowPipeline> pipelines;
    private final BatchLoader loader;
    private final Objective objective;
    private final Penalties penalties;
    private final Optional<FreeBits> freeBits;
    private final List<BatchStatistic> statistics;
    private final Gradients gradients;
    private final double[] losses;
    /// The first node with parameters: nothing goes back to those before it.
    private final int firstTrained;
    private final Workers workers;
    private final Workspace[] workspaces;
    private final Profiler profiler;

    private final Workers.Task collects = this::collect;
    private final Workers.Task finishes = this::finish;
    private final Workers.Task passes = this::pass;
    private int statistic;

    /// @param workspaces one for each worker, which are made ready for training
    GradientPass(
            Graph graph, BatchLoader loader, Penalties penalties, Workers workers,
            Workspace[] workspaces, Profiler profiler) {
        this.graph = graph;
        this.executors = graph.nodes().stream().map(Node::executor).toList();
        this.loader = loader;
        this.objective = new Objective(graph);
        this.penalties = penalties;
        this.freeBits = FreeBits.of(graph);
        var winners = LifetimeSparsity.of(graph);
        this.statistics = Stream.of(penalties.activations(), winners, freeBits)
                .<BatchStatistic>flatMap(Optional::stream)
                .toList();
        this.gradients = new Gradients(graph.partition().groups(), graph.gradients(), graph.operands());
        this.losses = new double[graph.batch()];
        this.firstTrained = firstTrained(graph);
        this.pipelines = RowPipeline.of(graph, executors, firstTrained);
        this.workers = workers;
        this.workspaces = workspaces;
        this.profiler = profiler;
        boolean isImportanceWeighted = isImportanceWeighted(graph.spec().latent());
        for (var workspace : workspaces) {
            workspace.batch.isTraining = true;
            workspace.bandsDone = new int[pipelines.stream().mapToInt(RowPipeline::stages).max().orElse(0)];
            workspace.batch.isSampling = true;
            workspace.batch.isImportanceWeighted = isImportanceWeighted;
            penalties.projection().ifPresent(_ -> workspace.perturbed = perturbedCodes(graph));
            freeBits.ifPresent(found -> workspace.counted = found.counted());
            winners.ifPresent(found -> {
                workspace.winningKeys = found.keys;
                workspace.lastWinners = found.lasts;
            });
        }
    }

    private static boolean isImportanceWeighted(Latent latent) {
        return latent instanceof GaussianLatent gaussian && gaussian.bound() == Bound.IMPORTANCE_WEIGHTED;
    }

    private static PerturbedCodes perturbedCodes(Graph graph) {
        int codes = graph.partition().panels() * graph.code().extent().features() * Kernels.LANES;
        return new PerturbedCodes(codes, graph.input().value().row());
    }

    private static int firstTrained(Graph graph) {
        int first = 0;
        while (first < graph.nodes().size() && !graph.nodes().get(first).op().hasParameters()) {
            first++;
        }
        return first;
    }

    /// What the last pass left.
    Gradients gradients() {
        return gradients;
    }

    /// Passes the samples of a slice forward and back.
    ///
    /// @param squares the sum of all penalised weights' squares
    /// @return the objective, as a mean over the slice's samples
    /// @throws IllegalArgumentException if they are more than fit
    double run(BatchSlice slice, double squares) {
        int count = slice.count();
        if (count > losses.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "expected at most %d samples in a pass, found %d", losses.length, count));
        }
        loader.begin(slice);
        int groups = graph.partition().groups(count);
        gradients.begin(groups, graph.partition().panels(count));
        for (int i = 0; i < statistics.size(); i++) {
            statistic = i;
            statistics.get(i).begin();
            workers.run(groups, collects);
            workers.run(statistics.get(i).tasks(), finishes);
        }
        penalties.begin();
        workers.run(groups, passes);
        double loss = 0;
        for (int i = 0; i < count; i++) {
            loss += losses[i];
        }
        return loss / count + freeBitsExcess() + penalties.ofBatch(squares);
    }

    /// What free bits add to the objective.
    private double freeBitsExcess() {
        return freeBits.isPresent() ? loader.klWeight() * freeBits.get().excess() / graph.terms() : 0;
    }

    private void collect(int worker, int group) {
        var workspace = workspaces[worker];
        var watch = profiler.watch(worker);
        watch.begin();
        workspace.batch.group = group;
        int last = firstMicroBatch(group + 1);
        for (int index = firstMicroBatch(group); index < last; index++) {
            loader.load(workspace, index);
            watch.lap(Stopwatch.FILLING);
            forward(workspace, statistics.get(statistic).nodes(), watch);
            statistics.get(statistic).collect(workspace);
            watch.lap(Stopwatch.LOSS);
        }
    }

    private void finish(int worker, int task) {
        var watch = profiler.watch(worker);
        watch.begin();
        statistics.get(statistic).finish(task, loader.slice().count());
        watch.lap(Stopwatch.LOSS);
    }

    private void pass(int worker, int group) {
        var workspace = workspaces[worker];
        var watch = profiler.watch(worker);
        watch.begin();
        gradients.accumulate(group, workspace);
        watch.lap(Stopwatch.UPDATE);
        int last = firstMicroBatch(group + 1);
        for (int index = firstMicroBatch(group); index < last; index++) {
            pass(workspace, index, watch);
        }
    }

    private int firstMicroBatch(int group) {
        return graph.partition().firstMicroBatch(group, loader.slice().count());
    }

    private void pass(Workspace workspace, int index, Stopwatch watch) {
        var projection = penalties.projection();
        if (projection.isPresent()) {
            encodePerturbed(projection.get(), workspace, index, watch);
            projection.get().keep(workspace);
        }
        loader.load(workspace, index);
        watch.lap(Stopwatch.FILLING);
        forward(workspace, executors.size(), watch);
        computeLosses(workspace);
        watch.lap(Stopwatch.LOSS);
        backward(workspace, executors.size(), graph.encoderNodes(), watch);
        penalties.addGradients(workspace);
        watch.lap(Stopwatch.LOSS);
        backward(workspace, graph.encoderNodes(), 0, watch);
        if (projection.isPresent()) {
            encodePerturbed(projection.get(), workspace, index, watch);
            projection.get().set(workspace);
            workspace.batch.firstPanel += gradients.panels();
            backward(workspace, graph.encoderNodes(), 0, watch);
        }
    }

    private void encodePerturbed(ProjectionPenalty projection, Workspace workspace, int index, Stopwatch watch) {
        loader.load(workspace, index);
        projection.perturb(workspace);
        watch.lap(Stopwatch.FILLING);
        forward(workspace, graph.encoderNodes(), watch);
    }

    /// Through some nodes, from the first on.
    private void forward(Workspace workspace, int nodes, Stopwatch watch) {
        int next = 0;
        for (int i = 0; i < pipelines.size() && pipelines.get(i).last() < nodes; i++) {
            var pipeline = pipelines.get(i);
            forwardAlone(workspace, next, pipeline.first(), watch);
            pipeline.forward(workspace, watch);
            next = pipeline.last() + 1;
        }
        forwardAlone(workspace, next, nodes, watch);
    }

    /// Through nodes that belong to no pipeline here.
    private void forwardAlone(Workspace workspace, int from, int to, Stopwatch watch) {
        for (int i = from; i < to; i++) {
            executors.get(i).forward(workspace);
            watch.lap(Stopwatch.forward(i));
        }
    }

    private void computeLosses(Workspace workspace) {
        objective.compute(workspace);
        penalties.addCosts(workspace);
        int lanes = workspace.batch.samplesPerInput();
        for (int lane = 0; lane < workspace.batch.count(); lane += lanes) {
            losses[workspace.batch.firstSample + lane / lanes] = objective.of(workspace, lane)
                    + penalties.of(workspace, lane);
        }
    }

    /// From the gradient of the last of some nodes to that of the first.
    private void backward(Workspace workspace, int to, int from, Stopwatch watch) {
        int next = to;
        for (int i = pipelines.size() - 1; i >= 0; i--) {
            var pipeline = pipelines.get(i);
            if (pipeline.last() < to && pipeline.first() >= from) {
                backwardAlone(workspace, next, pipeline.last() + 1, watch);
                pipeline.backward(workspace, watch);
                next = pipeline.first();
            }
        }
        backwardAlone(workspace, next, from, watch);
    }

    private void backwardAlone(Workspace workspace, int to, int from, Stopwatch watch) {
        for (int i = to - 1; i >= Math.max(from, firstTrained); i--) {
            executors.get(i).addWeightGradients(workspace);
            watch.lap(Stopwatch.weightGradient(i));
            executors.get(i).backward(workspace);
            watch.lap(Stopwatch.inputGradient(i));
        }
    }
}

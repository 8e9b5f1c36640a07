package dev.hourglass.internal.exec;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.graph.Node;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.latent.FreeBits;
import dev.hourglass.internal.latent.KlAnnealing;
import dev.hourglass.internal.latent.LifetimeSparsity;
import dev.hourglass.internal.op.BatchStatistic;
import dev.hourglass.internal.op.Gradients;
import dev.hourglass.internal.op.LinearOp;
import dev.hourglass.internal.op.Noise;
import dev.hourglass.internal.op.Op;
import dev.hourglass.internal.op.PerturbedCodes;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.internal.optimizer.Slot;
import dev.hourglass.internal.penalty.MeanActivations;
import dev.hourglass.internal.penalty.Penalties;
import dev.hourglass.internal.penalty.ProjectionPenalty;
import dev.hourglass.profile.Profile;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.latent.Bound;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.optimizer.Optimizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Takes training executors.
///
/// A step has two rounds, after a forward one for what a network has to know of the whole batch ([BatchStatistic]). In the first,
/// groups of micro-batches go forward and back, each group by one thread and in order, each with gradients of its own for
/// convolutions; dense stages only put down what their gradients are made of. In the second, slices of the weights add up
/// the groups' gradients in group order, or all samples in theirs, and move. So the bits of the result do not depend on the
/// number of threads.
public final class TrainingEngine implements AutoCloseable {
    private final Supplier<Kernels> kernels;
    private final Graph plan;
    private final Dataset data;
    private final long seed;
    private final Workers workers;
    private final List<Op.Executor> executors;
    private final BatchLoader feed;
    private final Objective objective;
    private final Penalties penalties;
    private final List<BatchStatistic> statistics;
    private final float[] weights;
    private final float[] packed;
    private final Gradients gradients;
    private final Workspace[] workspaces;
    private final WeightUpdate update;
    private final double[] losses;
    private final KlAnnealing warmUp;
    private final Optional<FreeBits> freeBits;
    private final int firstLinear;
    private final Profiler profiler;

    private final Workers.Task collects = this::collect;
    private final Workers.Task finishes = this::finish;
    private final Workers.Task passes = this::pass;
    private final Workers.Task updates = this::update;
    private int[] order = {};
    private int from;
    private int count;
    private Noise noise = new Noise(0, Noise.OUTSIDE);
    private double klWeight;
    private Supplier<float[]> firstWeights;
    private long step;
    private int statistic;

    public TrainingEngine(Autoencoder spec, Optimizer optimizer, int batch, long seed, Dataset data, int threads) {
        this(spec, optimizer, batch, seed, data, threads, KernelWarmUp.of(spec));
    }

    public TrainingEngine(
            Autoencoder spec, Optimizer optimizer, int batch, long seed, Dataset data, int threads, Kernels kernels) {
        this(spec, optimizer, batch, seed, data, threads, () -> kernels);
    }

    /// @param kernels asked before every step
    TrainingEngine(
            Autoencoder spec, Optimizer optimizer, int batch, long seed, Dataset data, int threads,
            Supplier<Kernels> kernels) {
        this.kernels = kernels;
        this.plan = Graph.of(spec, batch);
        this.data = data;
        this.seed = seed;
        this.executors = plan.nodes().stream().map(Node::executor).toList();
        this.feed = new BatchLoader(plan);
        this.objective = new Objective(plan);
        this.firstWeights = () -> Initialisation.weights(plan, seed);
        this.weights = firstWeights.get();
        this.packed = Network.pack(plan, weights);
        this.penalties = new Penalties(plan, weights);
        this.freeBits = FreeBits.of(plan, batch);
        var winners = LifetimeSparsity.of(plan, batch);
        this.statistics = Stream.of(penalties.activations(), winners, freeBits)
                .<BatchStatistic>flatMap(Optional::stream)
                .toList();
        this.update = new WeightUpdate(plan, optimizer, penalties, weights, packed);
        this.losses = new double[batch];
        this.warmUp = KlAnnealing.of(spec.latent());
        this.firstLinear = firstLinear(plan);
        this.gradients = new Gradients(plan.partition().groups(), plan.gradients(), plan.operands());
        this.workers = new Workers(Math.clamp(threads, 1, Math.max(plan.partition().groups(), update.slices())));
        this.workspaces = new Workspace[workers.count()];
        Arrays.setAll(workspaces, _ -> new Workspace(kernels.get(), plan.workspace(), packed));
        this.profiler = new Profiler(plan, workers.count());
        for (var workspace : workspaces) {
            workspace.batch.isTraining = true;
            workspace.batch.isSampling = true;
            workspace.batch.isImportanceWeighted = isImportanceWeighted(spec.latent());
            workspace.perturbed = penalties.projection().isPresent() ? perturbedCodes() : PerturbedCodes.NONE;
            freeBits.ifPresent(found -> workspace.counted = found.counted());
            winners.ifPresent(found -> {
                workspace.winningKeys = found.keys;
                workspace.lastWinners = found.lasts;
            });
        }
    }

    private PerturbedCodes perturbedCodes() {
        int codes = plan.partition().panels() * plan.code().extent().features() * Kernels.LANES;
        return new PerturbedCodes(codes, plan.input().value().row());
    }

    /// Begins with other weights than random ones. Comes before the first step.
    ///
    /// @param start all parameters in file order
    public void begin(float[] start) {
        firstWeights = () -> start;
        setWeights(start);
    }

    private void setWeights(float[] values) {
        System.arraycopy(values, 0, weights, 0, plan.parameters());
        Network.pack(plan, weights, packed);
        update.measure();
    }

    /// Goes one step: `count` samples whose numbers are `order[from]` and following.
    ///
    /// @param epoch counted from 1; decides the noise
    /// @param rate factor on the optimizer's learning rate
    /// @return the batch's objective before the step; where it is not finite, the weights have not moved
    public double step(int[] order, int from, int count, long epoch, double rate) {
        useReadyKernels();
        profiler.beginStep();
        this.order = order;
        this.from = from;
        this.count = count;
        this.noise = new Noise(seed, epoch);
        this.klWeight = warmUp.share(epoch, from, order.length);
        gradients.begin(groupCount(), panels());
        for (int i = 0; i < statistics.size(); i++) {
            statistic = i;
            statistics.get(i).begin();
            workers.run(groupCount(), collects);
            workers.run(statistics.get(i).tasks(), finishes);
        }
        penalties.begin();
        workers.run(groupCount(), passes);
        double loss = 0;
        for (int i = 0; i < count; i++) {
            loss += losses[i];
        }
        loss = loss / count + freeBitsExcess() + penalties.ofBatch(update.squares());
        if (Double.isFinite(loss)) {
            penalties.beginUpdate();
            update.begin(++step, rate);
            workers.run(update.slices(), updates);
        }
        profiler.endStep(count);
        return loss;
    }

    private void useReadyKernels() {
        var ready = kernels.get();
        if (ready != workspaces[0].kernels) {
            for (var workspace : workspaces) {
                workspace.use(ready);
            }
            profiler.restart();
        }
    }

    /// What free bits add to the objective.
    private double freeBitsExcess() {
        return freeBits.isPresent() ? klWeight * freeBits.get().excess() / plan.terms() : 0;
    }

    private int microBatchCount() {
        return Math.ceilDiv(count, plan.partition().samples());
    }

    /// Panels of the step, those included that full micro-batches leave empty.
    private int panels() {
        int before = microBatchCount() - 1;
        int samples = count - before * plan.partition().samples();
        return before * plan.partition().panels()
                + Math.ceilDiv(samples * plan.partition().samplesPerInput(), Kernels.LANES);
    }

    private int groupCount() {
        return Math.min(plan.partition().groups(), microBatchCount());
    }

    private void collect(int worker, int group) {
        var workspace = workspaces[worker];
        var watch = profiler.watch(worker);
        watch.begin();
        workspace.batch.group = group;
        int all = microBatchCount();
        int last = firstMicroBatch(group + 1, all);
        for (int index = firstMicroBatch(group, all); index < last; index++) {
            take(workspace, index);
            watch.lap(Stopwatch.FILLING);
            for (int i = 0; i < statistics.get(statistic).nodes(); i++) {
                executors.get(i).forward(workspace);
                watch.lap(Stopwatch.forward(i));
            }
            statistics.get(statistic).collect(workspace);
            watch.lap(Stopwatch.LOSS);
        }
    }

    private void finish(int worker, int task) {
        var watch = profiler.watch(worker);
        watch.begin();
        statistics.get(statistic).finish(task, count);
        watch.lap(Stopwatch.LOSS);
    }

    private void pass(int worker, int group) {
        var workspace = workspaces[worker];
        var watch = profiler.watch(worker);
        watch.begin();
        gradients.accumulate(group, workspace);
        watch.lap(Stopwatch.UPDATE);
        int all = microBatchCount();
        int last = firstMicroBatch(group + 1, all);
        for (int index = firstMicroBatch(group, all); index < last; index++) {
            pass(workspace, index, watch);
        }
    }

    private int firstMicroBatch(int group, int all) {
        return (int) ((long) group * all / groupCount());
    }

    private void pass(Workspace workspace, int index, Stopwatch watch) {
        var projection = penalties.projection();
        if (projection.isPresent()) {
            encodePerturbed(projection.get(), workspace, index, watch);
            projection.get().keep(workspace);
        }
        take(workspace, index);
        watch.lap(Stopwatch.FILLING);
        for (int i = 0; i < executors.size(); i++) {
            executors.get(i).forward(workspace);
            watch.lap(Stopwatch.forward(i));
        }
        objective.compute(workspace);
        penalties.addCosts(workspace);
        for (int lane = 0; lane < workspace.batch.count(); lane += workspace.batch.samplesPerInput()) {
            losses[workspace.batch.firstSample + lane / workspace.batch.samplesPerInput()] = objective.of(workspace,
                    lane) + penalties.of(workspace, lane);
        }
        watch.lap(Stopwatch.LOSS);
        goBack(workspace, executors.size(), plan.encoderNodes(), watch);
        penalties.addGradients(workspace);
        watch.lap(Stopwatch.LOSS);
        goBack(workspace, plan.encoderNodes(), 0, watch);
        if (projection.isPresent()) {
            encodePerturbed(projection.get(), workspace, index, watch);
            projection.get().set(workspace);
            workspace.batch.firstPanel += gradients.panels();
            goBack(workspace, plan.encoderNodes(), 0, watch);
        }
    }

    private void encodePerturbed(ProjectionPenalty projection, Workspace workspace, int index, Stopwatch watch) {
        take(workspace, index);
        projection.perturb(workspace);
        watch.lap(Stopwatch.FILLING);
        for (int i = 0; i < plan.encoderNodes(); i++) {
            executors.get(i).forward(workspace);
            watch.lap(Stopwatch.forward(i));
        }
    }

    /// From the gradient of the last of some operations to that of the first.
    private void goBack(Workspace workspace, int to, int from, Stopwatch watch) {
        for (int i = to - 1; i >= Math.max(from, firstLinear); i--) {
            executors.get(i).addWeightGradients(workspace);
            watch.lap(Stopwatch.weightGradient(i));
            executors.get(i).backward(workspace);
            watch.lap(Stopwatch.inputGradient(i));
        }
    }

    private void take(Workspace workspace, int index) {
        int first = index * plan.partition().samples();
        int samples = Math.min(plan.partition().samples(), count - first);
        workspace.take(order, from + first, samples, noise);
        workspace.batch.firstSample = first;
        workspace.batch.firstPanel = index * plan.partition().panels();
        workspace.batch.klWeight = klWeight;
        // Draws that are weighed get their shares later.
        double alike = workspace.batch.isImportanceWeighted ? count
                : (double) count * workspace.batch.samplesPerInput();
        workspace.sums.weigh(workspace.batch.count(), (float) (1.0 / (alike * plan.terms())));
        feed.fill(workspace, data);
    }

    private void update(int worker, int slice) {
        update.run(slice, gradients, workspaces[worker], profiler.watch(worker));
    }

    private static boolean isImportanceWeighted(Latent latent) {
        return latent instanceof GaussianLatent gaussian && gaussian.bound() == Bound.IMPORTANCE_WEIGHTED;
    }

    private static int firstLinear(Graph plan) {
        int first = 0;
        while (first < plan.nodes().size() && !(plan.nodes().get(first).op() instanceof LinearOp)) {
            first++;
        }
        return first;
    }

    /// Where the last step's forward pass first left the finite numbers, if it did.
    public Optional<NonFinite> findNonFinite() {
        var workspace = workspaces[0];
        for (int index = 0; index < microBatchCount(); index++) {
            take(workspace, index);
            for (int i = 0; i < executors.size(); i++) {
                executors.get(i).forward(workspace);
                var found = NonFinite.in(workspace, plan.nodes().get(i));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /// How many units of each layer no gradient passes, by samples of the epoch that is being taken.
    ///
    /// @param most samples to look at
    public List<LayerActivity> activities(int most) {
        int lastFrom = from;
        int lastCount = count;
        var looks = ActivityLook.of(plan);
        int samples = Math.min(most, order.length);
        for (int first = 0; first < samples; first += losses.length) {
            from = first;
            count = Math.min(losses.length, samples - first);
            look(looks);
        }
        from = lastFrom;
        count = lastCount;
        return looks.stream().map(ActivityLook::result).toList();
    }

    /// The same of the weights with which the training began.
    public List<LayerActivity> firstActivities(int most) {
        try {
            Network.pack(plan, firstWeights.get(), packed);
            return activities(most);
        } finally {
            Network.pack(plan, weights, packed);
        }
    }

    private void look(List<ActivityLook> looks) {
        var workspace = workspaces[0];
        for (int index = 0; index < microBatchCount(); index++) {
            take(workspace, index);
            executors.forEach(executor -> executor.forward(workspace));
            looks.forEach(look -> look.collect(workspace));
        }
    }

    /// How far all weights together are from those with which the training began, as a share of their length then.
    public double movement() {
        var first = firstWeights.get();
        double moved = 0;
        double length = 0;
        for (int i = 0; i < plan.parameters(); i++) {
            double difference = (double) weights[i] - first[i];
            moved += difference * difference;
            length += (double) first[i] * first[i];
        }
        return Math.sqrt(moved / length);
    }

    /// Measures the steps from the next one on. May be called again, to begin again.
    public void startProfile() {
        profiler.start();
    }

    /// Where the time of the steps went since [#startProfile].
    public Profile profile() {
        return profiler.profile();
    }

    /// The mean activation of the code in the last batch, where a penalty asks for it.
    public OptionalDouble meanActivation() {
        return penalties.activations().stream().mapToDouble(MeanActivations::mean).findFirst();
    }

    /// A copy of all parameters, in file order.
    public float[] weights() {
        return Arrays.copyOf(weights, plan.parameters());
    }

    /// The last step's gradients, in file order.
    public float[] gradients() {
        return update.gradient().clone();
    }

    /// All that the next step depends on, copied.
    public EngineState state() {
        var slots = update.slots().stream().map(slot -> new Slot(slot.name(), slot.values().clone())).toList();
        return new EngineState(step, weights(), slots);
    }

    /// Goes on from where another engine for the same spec and optimizer was.
    ///
    /// @throws IllegalArgumentException if the state is that of another optimizer, or of other parameters
    public void restore(EngineState state) {
        state.requireLike(state());
        step = state.step();
        setWeights(state.weights());
        for (int i = 0; i < state.slots().size(); i++) {
            System.arraycopy(state.slots().get(i).values(), 0, update.slots().get(i).values(), 0, plan.parameters());
        }
    }

    @Override
    public void close() {
        workers.close();
    }
}

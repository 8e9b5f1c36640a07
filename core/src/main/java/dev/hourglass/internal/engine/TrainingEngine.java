package dev.hourglass.internal.engine;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.graph.Stage;
import dev.hourglass.profile.Profile;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Bound;
import dev.hourglass.spec.Gaussian;
import dev.hourglass.spec.Latent;
import dev.hourglass.spec.Optimizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Takes training steps.
///
/// A step has two rounds, after a forward one for what a network has to know of the whole batch ([Survey]). In the first,
/// groups of shards go forward and back, each group by one thread and in order, each with gradients of its own for
/// convolutions; dense stages only put down what their gradients are made of. In the second, slices of the weights add up
/// the groups' gradients in group order, or all samples in theirs, and move. So the bits of the result do not depend on the
/// number of threads.
public final class TrainingEngine implements AutoCloseable {
    private final Supplier<Kernels> kernels;
    private final Graph plan;
    private final Dataset data;
    private final long seed;
    private final Workers workers;
    private final List<Step> steps;
    private final Feed feed;
    private final Objective objective;
    private final Penalties penalties;
    private final List<Survey> surveys;
    private final float[] weights;
    private final float[] packed;
    private final Passed passed;
    private final Shard[] shards;
    private final Update update;
    private final double[] losses;
    private final DivergenceWarmUp warmUp;
    private final Optional<FreeBits> freeBits;
    private final int firstLinear;
    private final Profiler profiler;

    private final Workers.Task looks = this::look;
    private final Workers.Task conclusions = this::conclude;
    private final Workers.Task passes = this::pass;
    private final Workers.Task updates = this::update;
    private int[] order = {};
    private int from;
    private int count;
    private Noise noise = new Noise(0, Noise.OUTSIDE);
    private double warmth;
    private long step;
    private int survey;

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
        this.steps = Step.of(plan.operations());
        this.feed = new Feed(plan);
        this.objective = new Objective(plan);
        this.weights = Initialisation.weights(plan, seed);
        this.packed = Network.pack(plan, weights);
        this.penalties = new Penalties(plan, weights);
        this.freeBits = FreeBits.of(plan, batch);
        var winners = Winners.of(plan, batch);
        this.surveys = Stream.of(penalties.activations(), winners, freeBits)
                .<Survey>flatMap(Optional::stream)
                .toList();
        this.update = new Update(plan, optimizer, penalties, weights, packed);
        this.losses = new double[batch];
        this.warmUp = DivergenceWarmUp.of(spec.latent());
        this.firstLinear = firstLinear(plan);
        this.passed = new Passed(plan);
        this.workers = new Workers(Math.clamp(threads, 1, Math.max(plan.grouping().groups(), update.slices())));
        this.shards = new Shard[workers.count()];
        Arrays.setAll(shards, _ -> new Shard(kernels.get(), plan, plan.memory(), packed));
        this.profiler = new Profiler(plan, workers.count());
        for (var shard : shards) {
            shard.isTraining = true;
            shard.isSampling = true;
            shard.isWeighing = isWeighing(spec.latent());
            shard.tapes = passed.tapes;
            shard.twin = penalties.projection().isPresent() ? Twin.of(plan) : Twin.NONE;
            freeBits.ifPresent(found -> shard.counted = found.counted());
            winners.ifPresent(found -> {
                shard.winningKeys = found.keys;
                shard.lastWinners = found.lasts;
            });
        }
    }

    /// Begins with other weights than random ones. Comes before the first step.
    ///
    /// @param start all parameters in file order
    public void begin(float[] start) {
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
        this.warmth = warmUp.share(epoch, from, order.length);
        passed.groupCount = groupCount();
        passed.panels = panels();
        for (int i = 0; i < surveys.size(); i++) {
            survey = i;
            surveys.get(i).begin();
            workers.run(groupCount(), looks);
            workers.run(surveys.get(i).tasks(), conclusions);
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
        if (ready != shards[0].kernels) {
            for (var shard : shards) {
                shard.use(ready);
            }
            profiler.restart();
        }
    }

    /// What free bits add to the objective.
    private double freeBitsExcess() {
        return freeBits.isPresent() ? warmth * freeBits.get().excess() / plan.terms() : 0;
    }

    private int shardCount() {
        return Math.ceilDiv(count, plan.grouping().samples());
    }

    /// Panels of the step, those included that full shards leave empty.
    private int panels() {
        int before = shardCount() - 1;
        int samples = count - before * plan.grouping().samples();
        return before * plan.grouping().panels() + Math.ceilDiv(samples * plan.grouping().draws(), Kernels.LANES);
    }

    private int groupCount() {
        return Math.min(plan.grouping().groups(), shardCount());
    }

    private void look(int worker, int group) {
        var shard = shards[worker];
        var watch = profiler.watch(worker);
        watch.begin();
        shard.group = group;
        int all = shardCount();
        int last = firstShard(group + 1, all);
        for (int index = firstShard(group, all); index < last; index++) {
            take(shard, index);
            watch.lap(Stopwatch.FILLING);
            for (int i = 0; i < surveys.get(survey).operations(); i++) {
                steps.get(i).forward(shard);
                watch.lap(Stopwatch.forward(i));
            }
            surveys.get(survey).look(shard);
            watch.lap(Stopwatch.LOSS);
        }
    }

    private void conclude(int worker, int task) {
        var watch = profiler.watch(worker);
        watch.begin();
        surveys.get(survey).conclude(task, count);
        watch.lap(Stopwatch.LOSS);
    }

    private void pass(int worker, int group) {
        var shard = shards[worker];
        shard.group = group;
        var watch = profiler.watch(worker);
        watch.begin();
        var gradients = passed.groups[group];
        Arrays.fill(gradients, 0, plan.gradients(), 0);
        shard.gradients = gradients;
        watch.lap(Stopwatch.UPDATE);
        int all = shardCount();
        int last = firstShard(group + 1, all);
        for (int index = firstShard(group, all); index < last; index++) {
            pass(shard, index, watch);
        }
    }

    private int firstShard(int group, int all) {
        return (int) ((long) group * all / groupCount());
    }

    private void pass(Shard shard, int index, Stopwatch watch) {
        var projection = penalties.projection();
        if (projection.isPresent()) {
            encodeMoved(projection.get(), shard, index, watch);
            projection.get().keep(shard);
        }
        take(shard, index);
        watch.lap(Stopwatch.FILLING);
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).forward(shard);
            watch.lap(Stopwatch.forward(i));
        }
        objective.compute(shard);
        penalties.addCosts(shard);
        for (int lane = 0; lane < shard.count(); lane += shard.draws()) {
            losses[shard.firstSample + lane / shard.draws()] = objective.of(shard, lane) + penalties.of(shard, lane);
        }
        watch.lap(Stopwatch.LOSS);
        goBack(shard, steps.size(), plan.encoderOperations(), watch);
        penalties.addGradients(shard);
        watch.lap(Stopwatch.LOSS);
        goBack(shard, plan.encoderOperations(), 0, watch);
        if (projection.isPresent()) {
            encodeMoved(projection.get(), shard, index, watch);
            projection.get().set(shard);
            shard.firstPanel += passed.panels;
            goBack(shard, plan.encoderOperations(), 0, watch);
        }
    }

    private void encodeMoved(ProjectionPenalty projection, Shard shard, int index, Stopwatch watch) {
        take(shard, index);
        projection.move(shard);
        watch.lap(Stopwatch.FILLING);
        for (int i = 0; i < plan.encoderOperations(); i++) {
            steps.get(i).forward(shard);
            watch.lap(Stopwatch.forward(i));
        }
    }

    /// From the gradient of the last of some operations to that of the first.
    private void goBack(Shard shard, int to, int from, Stopwatch watch) {
        for (int i = to - 1; i >= Math.max(from, firstLinear); i--) {
            steps.get(i).addWeightGradients(shard);
            watch.lap(Stopwatch.weightGradient(i));
            steps.get(i).backward(shard);
            watch.lap(Stopwatch.inputGradient(i));
        }
    }

    private void take(Shard shard, int index) {
        int first = index * plan.grouping().samples();
        int samples = Math.min(plan.grouping().samples(), count - first);
        shard.take(order, from + first, samples, noise);
        shard.firstSample = first;
        shard.firstPanel = index * plan.grouping().panels();
        shard.warmth = warmth;
        // Draws that are weighed get their shares later.
        double alike = shard.isWeighing ? count : (double) count * shard.draws();
        shard.weigh((float) (1.0 / (alike * plan.terms())));
        feed.fill(shard, data);
    }

    private void update(int worker, int slice) {
        update.run(slice, passed, shards[worker], profiler.watch(worker));
    }

    private static boolean isWeighing(Latent latent) {
        return latent instanceof Gaussian gaussian && gaussian.bound() == Bound.IMPORTANCE_WEIGHTED;
    }

    private static int firstLinear(Graph plan) {
        int first = 0;
        while (first < plan.operations().size() && !(plan.operations().get(first).stage() instanceof Stage.Linear)) {
            first++;
        }
        return first;
    }

    /// Where the last step's forward pass first left the finite numbers, if it did.
    public Optional<NonFinite> findNonFinite() {
        var shard = shards[0];
        for (int index = 0; index < shardCount(); index++) {
            take(shard, index);
            for (int i = 0; i < steps.size(); i++) {
                steps.get(i).forward(shard);
                var found = NonFinite.in(shard, plan.operations().get(i));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
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

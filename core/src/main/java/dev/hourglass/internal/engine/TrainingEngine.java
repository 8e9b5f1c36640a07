package dev.hourglass.internal.engine;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.plan.Plan;
import dev.hourglass.internal.plan.Stage;
import dev.hourglass.profile.Profile;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Bound;
import dev.hourglass.spec.Gaussian;
import dev.hourglass.spec.Latent;
import dev.hourglass.spec.Optimizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Takes training steps.
///
/// A step has two rounds. In the first, groups of shards go forward and back, each group by one thread and in order, each
/// with gradients of its own for convolutions; dense stages only put down what their gradients are made of. In the second,
/// slices of the weights add up the groups' gradients in group order, or all samples in theirs, and move. So the bits of the result do not depend on the number of threads.
public final class TrainingEngine implements AutoCloseable {
    private final Supplier<Kernels> kernels;
    private final Plan plan;
    private final Dataset data;
    private final long seed;
    private final Workers workers;
    private final List<Step> steps;
    private final Feed feed;
    private final Objective objective;
    private final float[] weights;
    private final float[] packed;
    private final Passed passed;
    private final Shard[] shards;
    private final Update update;
    private final double[] losses;
    private final DivergenceWarmUp warmUp;
    private final FreeBits freeBits;
    private final int firstLinear;
    private final Profiler profiler;

    private final Workers.Task passes = this::pass;
    private final Workers.Task measures = this::measure;
    private final Workers.Task updates = this::update;
    private int[] order = {};
    private int from;
    private int count;
    private Noise noise = new Noise(0, Noise.OUTSIDE);
    private double warmth;
    private long step;

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
        this.plan = Plan.of(spec, batch);
        this.data = data;
        this.seed = seed;
        this.steps = Step.of(plan.operations());
        this.feed = new Feed(plan);
        this.objective = new Objective(plan);
        this.weights = Initialisation.weights(plan, seed);
        this.packed = Network.pack(plan, weights);
        this.update = new Update(plan, optimizer, weights, packed);
        this.losses = new double[batch];
        this.warmUp = DivergenceWarmUp.of(spec.latent());
        this.freeBits = FreeBits.of(plan, batch);
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
            shard.counted = freeBits.counted();
            shard.tapes = passed.tapes;
        }
    }

    /// Begins with other weights than random ones. Comes before the first step.
    ///
    /// @param start all parameters in file order
    public void begin(float[] start) {
        System.arraycopy(start, 0, weights, 0, plan.parameters());
        Network.pack(plan, weights, packed);
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
        double loss = count * measureDivergence();
        workers.run(groupCount(), passes);
        for (int i = 0; i < count; i++) {
            loss += losses[i];
        }
        if (Double.isFinite(loss)) {
            update.begin(++step, rate);
            workers.run(update.slices(), updates);
        }
        profiler.endStep(count);
        return loss / count;
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

    /// Lets free bits see the whole batch, where there are any.
    ///
    /// @return what they add to the objective
    private double measureDivergence() {
        if (!freeBits.isOn()) {
            return 0;
        }
        workers.run(groupCount(), measures);
        freeBits.settle(count * plan.grouping().draws());
        return warmth * freeBits.excess() / plan.terms();
    }

    private void measure(int worker, int group) {
        var shard = shards[worker];
        int all = shardCount();
        int last = firstShard(group + 1, all);
        for (int index = firstShard(group, all); index < last; index++) {
            take(shard, index);
            for (int i = 0; i < freeBits.operation(); i++) {
                steps.get(i).forward(shard);
            }
            var moments = plan.operations().get(freeBits.operation()).in().value();
            freeBits.measure(shard, moments, index * plan.grouping().samples() * plan.grouping().draws());
        }
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

    private void pass(int worker, int group) {
        var shard = shards[worker];
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
        take(shard, index);
        watch.lap(Stopwatch.FILLING);
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).forward(shard);
            watch.lap(Stopwatch.forward(i));
        }
        objective.compute(shard);
        int first = index * plan.grouping().samples();
        for (int lane = 0; lane < shard.count(); lane += shard.draws()) {
            losses[first + lane / shard.draws()] = objective.of(shard, lane);
        }
        watch.lap(Stopwatch.LOSS);
        for (int i = steps.size() - 1; i >= firstLinear; i--) {
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

    private static int firstLinear(Plan plan) {
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

    /// A copy of all parameters, in file order.
    public float[] weights() {
        return Arrays.copyOf(weights, plan.parameters());
    }

    /// The last step's gradients, in file order.
    public float[] gradients() {
        return update.gradient().clone();
    }

    @Override
    public void close() {
        workers.close();
    }
}

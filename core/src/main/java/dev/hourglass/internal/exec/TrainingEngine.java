package dev.hourglass.internal.exec;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.internal.optimizer.GroupOptimizers;
import dev.hourglass.internal.optimizer.Slot;
import dev.hourglass.internal.penalty.MeanActivations;
import dev.hourglass.internal.penalty.Penalties;
import dev.hourglass.profile.Profile;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.GradientClipping;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.optimizer.Optimizer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/// Trains a network step by step: a [GradientPass], then a [WeightUpdate], both on several threads, as many as are fastest at the
/// time ([ThreadChoice]).
///
/// The bits of the result do not depend on the number of threads.
public final class TrainingEngine implements AutoCloseable {
    private final Graph graph;
    private final Dataset data;
    private final Supplier<Kernels> kernels;
    private final Parameters parameters;
    private final Penalties penalties;
    private final Workers workers;
    private final Workspace[] workspaces;
    private final Profiler profiler;
    private final GradientPass pass;
    private final GradientSum sum;
    private final WeightUpdate update;
    private final TrainingRules rules;
    private final LayerActivities activities;
    private final NonFiniteSearch search;
    private final Workers.Task updates = this::update;
    private final ThreadChoice threads;
    /// Of batches that are taken slice by slice.
    private final OnDemand<float[]> sliceSum;
    private final OnDemand<float[]> sliceGradient;
    private final int batch;
    private long step;

    /// An engine for a training, whose kernels are made ready in the background. It takes steps on one slice of each batch's buckets.
    ///
    /// @throws SpecException if the options name tensors that the spec does not have
    public TrainingEngine(Autoencoder spec, TrainingOptions options, Dataset data, int threads) {
        this(Graph.of(spec, options.batchSize() / options.buckets()), options, data, threads);
    }

    private TrainingEngine(Graph graph, TrainingOptions options, Dataset data, int threads) {
        this(graph, TrainingRules.of(graph, options), options.seed(), data, threads, KernelWarmUp.of(graph));
    }

    /// An engine with one optimizer, whose kernels are made ready in the background.
    public TrainingEngine(Autoencoder spec, Optimizer optimizer, int batch, long seed, Dataset data, int threads) {
        this(Graph.of(spec, batch), optimizer, seed, data, threads);
    }

    public TrainingEngine(
            Autoencoder spec, Optimizer optimizer, int batch, long seed, Dataset data, int threads, Kernels kernels) {
        this(spec, optimizer, batch, seed, data, threads, () -> kernels);
    }

    /// @param kernels asked before every step
    TrainingEngine(
            Autoencoder spec, Optimizer optimizer, int batch, long seed, Dataset data, int threads,
            Supplier<Kernels> kernels) {
        this(Graph.of(spec, batch), optimizer, seed, data, threads, kernels);
    }

    private TrainingEngine(Graph graph, Optimizer optimizer, long seed, Dataset data, int threads) {
        this(graph, optimizer, seed, data, threads, KernelWarmUp.of(graph));
    }

    private TrainingEngine(
            Graph graph, Optimizer optimizer, long seed, Dataset data, int threads, Supplier<Kernels> kernels) {
        this(graph, TrainingRules.of(graph, optimizer), seed, data, threads, kernels);
    }

    /// @param rules for the graph's parameters
    /// @param kernels asked before every step
    /// @throws IllegalArgumentException unless each tensor is in one group
    TrainingEngine(
            Graph graph, TrainingRules rules, long seed, Dataset data, int threads, Supplier<Kernels> kernels) {
        this.graph = graph;
        this.data = data;
        this.kernels = kernels;
        this.parameters = new Parameters(graph, seed);
        this.penalties = new Penalties(graph, parameters.values);
        this.sum = new GradientSum(parameters.slices(), penalties, parameters.values);
        this.update = new WeightUpdate(
                parameters.slices(), parameters.values, parameters.packed, sum, penalties,
                new GroupOptimizers(graph.tensors(), rules.groups()), rules.average());
        this.rules = rules;
        int tasks = Math.max(graph.partition().groups(), parameters.slices().count());
        this.workers = new Workers(Math.clamp(threads, 1, tasks));
        this.threads = new ThreadChoice(workers.count());
        this.batch = graph.batch();
        this.sliceSum = new OnDemand<>(() -> new float[parameters.count()]);
        this.sliceGradient = new OnDemand<>(() -> new float[parameters.count()]);
        this.workspaces = new Workspace[workers.count()];
        Arrays.setAll(workspaces, _ -> new Workspace(kernels.get(), graph.workspace(), parameters.packed));
        this.profiler = new Profiler(graph, workers.count());
        var loader = new BatchLoader(graph, data, seed, rules.augment());
        this.pass = new GradientPass(graph, loader, penalties, workers, workspaces, profiler);
        this.activities = new LayerActivities(graph, loader);
        this.search = new NonFiniteSearch(graph, loader);
    }

    public Autoencoder spec() {
        return graph.spec();
    }

    /// The samples that steps are made with.
    public Dataset data() {
        return data;
    }

    /// Begins with other values of some tensors than random ones. Comes before the first step.
    ///
    /// @param start the values of each, by its name
    public void begin(Map<String, float[]> start) {
        begin(parameters.with(start));
    }

    /// Begins with other weights than random ones. Comes before the first step.
    ///
    /// @param start all parameters in file order
    public void begin(float[] start) {
        parameters.begin(start);
        update.measure();
    }

    /// Goes one step: `count` samples whose numbers are `order[from]` and following.
    ///
    /// @param epoch counted from 1; decides the noise
    /// @param rate factor on the optimizers' learning rates
    /// @return the batch's objective before the step; where it is not finite, the weights have not moved
    public double step(int[] order, int from, int count, long epoch, double rate) {
        if (rules.clip().isPresent()) {
            return step(List.of(BatchSlice.whole(order, from, count, epoch)), rate);
        }
        useReadyKernels();
        workers.use(threads.threads());
        long begun = System.nanoTime();
        profiler.beginStep();
        double loss = pass.run(BatchSlice.whole(order, from, count, epoch), update.squares());
        if (Double.isFinite(loss)) {
            penalties.beginWeightGradients(1);
            update.begin(++step, rate);
            workers.run(parameters.slices().count(), updates);
        }
        profiler.endStep(1, count, workers.active());
        if (count == batch) {
            threads.record(System.nanoTime() - begun);
        }
        return loss;
    }

    /// Goes one step along the gradient of a batch, slice by slice: the bits are those of the slices' [#gradients], added in the order of the list.
    ///
    /// @param slices of one batch, all its samples among them
    /// @param rate factor on the optimizers' learning rates
    /// @return the batch's objective before the step; where it is not finite, the weights have not moved
    public double step(List<BatchSlice> slices, double rate) {
        useReadyKernels();
        workers.use(threads.threads());
        long begun = System.nanoTime();
        var all = gradients(slices.getFirst(), sliceSum.get());
        for (var slice : slices.subList(1, slices.size())) {
            if (Double.isFinite(all.loss())) {
                all = all.plus(gradients(slice, sliceGradient.get()));
            }
        }
        if (Double.isFinite(all.loss())) {
            step(all, rate);
        }
        if (slices.stream().allMatch(slice -> slice.count() == batch)) {
            threads.record(System.nanoTime() - begun);
        }
        return all.loss();
    }

    /// The gradients of some samples of a batch, at the weights as they are. Leaves the weights alone.
    ///
    /// @param slice at most as many samples as a batch of this engine; the batch that it is of may be larger
    public ParameterGradients gradients(BatchSlice slice) {
        useReadyKernels();
        return gradients(slice, new float[parameters.count()]);
    }

    /// @param values where they are left
    private ParameterGradients gradients(BatchSlice slice, float[] values) {
        profiler.beginStep();
        double loss = pass.run(slice, update.squares());
        penalties.beginWeightGradients((double) slice.count() / slice.batchSize());
        workers.run(parameters.slices().count(), (worker, index) -> sum.run(
                index, pass.gradients(), workspaces[worker], profiler.watch(worker), values));
        profiler.endStep(0, slice.count(), workers.active());
        return new ParameterGradients(values, loss, slice.count(), slice.batchSize());
    }

    /// Goes one step along gradients that were computed before: those of a whole batch give the bits of a step on that batch.
    ///
    /// @param rate factor on the optimizers' learning rates
    /// @throws IllegalArgumentException if they are gradients of other parameters, or of a part of a batch
    public void step(ParameterGradients gradients, double rate) {
        gradients.requireWholeBatch(parameters.count());
        if (Double.isFinite(gradients.loss())) {
            profiler.beginStep();
            update.begin(++step, rate);
            float scale = scale(gradients);
            workers.run(parameters.slices().count(),
                    (worker, index) -> update.run(index, gradients, scale, profiler.watch(worker)));
            profiler.endStep(1, 0, workers.active());
        }
    }

    /// What clipping multiplies gradients by.
    private float scale(ParameterGradients gradients) {
        return (float) rules.clip()
                .map(GradientClipping::norm)
                .map(bound -> bound / Math.max(bound, gradients.norm()))
                .orElse(1.0)
                .doubleValue();
    }

    private void useReadyKernels() {
        var ready = kernels.get();
        if (ready != workspaces[0].kernels) {
            for (var workspace : workspaces) {
                workspace.use(ready);
            }
            profiler.restart();
            threads.restart();
        }
    }

    private void update(int worker, int slice) {
        update.run(slice, pass.gradients(), workspaces[worker], profiler.watch(worker));
    }

    /// Where the last step's forward pass first left the finite numbers, if it did.
    public Optional<NonFinite> findNonFinite() {
        return search.find(workspaces[0]);
    }

    /// How many units of each layer no gradient passes, by samples of the last step's epoch.
    ///
    /// @param most samples to pass forward
    public List<LayerActivity> activities(int most) {
        return activities.count(workspaces[0], most);
    }

    /// The same of the weights with which the training began.
    public List<LayerActivity> firstActivities(int most) {
        return parameters.withFirst(() -> activities(most));
    }

    /// How far all weights together are from those with which the training began, as a share of their length then.
    public double movement() {
        return parameters.movement();
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
        return parameters.copy();
    }

    /// The parameters of the model at this step, in file order: averaged over the steps, where the options ask for that.
    public float[] modelWeights() {
        return rules.average().isPresent() ? state().modelWeights(rules.average()) : weights();
    }

    /// The last step's gradients, in file order.
    public float[] lastGradients() {
        return update.gradient().clone();
    }

    /// All that the next step depends on, copied.
    public EngineState state() {
        return new EngineState(step, weights(), update.slots().stream().map(Slot::copy).toList());
    }

    /// Goes on from where another engine for the same spec and optimizer was.
    ///
    /// @throws IllegalArgumentException if the state is that of another optimizer, or of other parameters
    public void restore(EngineState state) {
        state.requireLike(state());
        step = state.step();
        parameters.set(state.weights());
        update.measure();
        for (int i = 0; i < state.slots().size(); i++) {
            var values = state.slots().get(i).values();
            System.arraycopy(values, 0, update.slots().get(i).values(), 0, values.length);
        }
    }

    @Override
    public void close() {
        workers.close();
    }
}

package dev.hourglass.train;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.Buckets;
import dev.hourglass.internal.exec.InferenceGraphs;
import dev.hourglass.internal.exec.Network;
import dev.hourglass.internal.exec.SampleLoss;
import dev.hourglass.internal.exec.TrainingEngine;
import dev.hourglass.internal.file.OwnedFloats;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.model.ClassifierEvaluation;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.profile.Profile;
import dev.hourglass.spec.EarlyStopping;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.train.TrainingResult.Ending;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// One training, from its first epoch, or the checkpoint that it resumes, to its last.
final class TrainingLoop {
    /// Steps that a profile leaves out at most, and the share of all steps: the JVM compiles meanwhile.
    private static final int WARM_UP_STEPS = 100;
    private static final int WARM_UP_SHARE = 10;

    private final TrainingOptions options;
    private final RunContext context;
    private final TrainingEngine engine;
    /// For the models that are made on the way.
    private final InferenceGraphs graphs;
    private final Optional<Dataset> validation;
    private final DataFingerprints fingerprints;
    private final EpochSteps steps;
    private final long warmUp;
    private final CheckpointWriter checkpoints;
    private final TrainingDiagnostics diagnostics;
    private final List<EpochReport> epochs = new ArrayList<>();
    private Optional<BestEpoch> best = Optional.empty();
    /// The model as it is, until the next step.
    private Optional<TrainedAutoencoder> model = Optional.empty();
    private long stepsDone;

    TrainingLoop(
            TrainingOptions options,
            RunContext context,
            TrainingEngine engine,
            Optional<Dataset> validation,
            DataFingerprints fingerprints) {
        this.options = options;
        this.context = context;
        this.diagnostics = new TrainingDiagnostics(engine.spec(), options);
        this.engine = engine;
        this.graphs = InferenceGraphs.of(engine.spec());
        this.validation = validation;
        this.fingerprints = fingerprints;
        int size = engine.data().size();
        long all = (long) Math.ceilDiv(size, options.batchSize()) * options.epochs();
        this.warmUp = Math.min(WARM_UP_STEPS, all / WARM_UP_SHARE);
        this.steps = steps(size);
        this.checkpoints = new CheckpointWriter(context, options.checkpoint());
    }

    private EpochSteps steps(int size) {
        if (options.buckets() == 1) {
            return new WholeBatches(
                    engine, new EpochSamples(new SampleOrder(size, options.seed()), options.trim(), this::losses),
                    options.batchSize());
        }
        var buckets = new Buckets(size, options.buckets(), options.batchSize(), options.seed());
        if (context.workers().isEmpty()) {
            return new BucketBatches(engine, buckets);
        }
        return switch (context.workers().get()) {
            case BucketGradients gradients -> new RemoteBatches(engine, buckets, gradients);
            case BucketRounds rounds -> new RemoteRounds(engine, buckets, rounds);
        };
    }

    TrainingResult train() {
        var progress = begin();
        var ending = ending();
        while (ending == Ending.COMPLETED && epochs.size() < options.epochs()) {
            ending = trainEpoch(epochs.size() + 1, progress);
            progress = TrainingProgress.START;
        }
        if (ending == Ending.INTERRUPTED && stepsDone > 0) {
            diagnostics.onLastStep(engine).forEach(this::report);
        }
        boolean isBest = options.earlyStopping().isPresent() && best.isPresent();
        var result = isBest ? best.orElseThrow().model() : snapshot();
        report(diagnostics.onEnd(result, present()));
        return new TrainingResult(result.withMetadata(Provenance.of(epochs)), epochs, diagnostics.diagnostics(), ending,
                profile());
    }

    private TrainingProgress begin() {
        checkpoints.prepare();
        if (context.resumed().isEmpty()) {
            checkpoints.clear();
            report(diagnostics.check(present()));
            return TrainingProgress.START;
        }
        var checkpoint = context.resumed().get();
        engine.restore(checkpoint.engine());
        epochs.addAll(checkpoint.epochs());
        best = checkpoint.best();
        diagnostics.restore(checkpoint.diagnostics());
        return checkpoint.progress();
    }

    /// The samples that can be read here.
    private Dataset present() {
        var data = engine.data();
        return context.workers().map(workers -> data.slice(0, workers.present())).orElse(data);
    }

    private Optional<Profile> profile() {
        return context.isProfiling() && stepsDone > warmUp ? Optional.of(engine.profile()) : Optional.empty();
    }

    /// @param begun steps of this epoch that were done before
    private Ending trainEpoch(int epoch, TrainingProgress begun) {
        steps.begin(epoch, begun);
        int last = steps.count();
        var losses = epochs.stream().mapToDouble(done -> done.validationLoss().orElse(done.loss())).toArray();
        double loss = begun.loss();
        double rate = 1;
        long begin = System.nanoTime();
        for (int step = begun.step() + 1; step <= last; step++) {
            if (context.isStopping().getAsBoolean()) {
                saveCheckpointIfBegun(step - 1, loss, begun.seconds() + secondsSince(begin));
                return Ending.INTERRUPTED;
            }
            if (context.isProfiling() && stepsDone == warmUp) {
                engine.startProfile();
            }
            int count = steps.samples(step);
            rate = options.schedule().factor(epoch - 1 + (double) step / last, options.epochs(), losses);
            model = Optional.empty();
            double stepLoss = steps.take(step, rate);
            if (!Double.isFinite(stepLoss)) {
                throw diagnostics.nonFinite(epoch, step, stepLoss, steps.findNonFinite());
            }
            stepsDone++;
            loss += stepLoss * count;
            var report = new StepReport(epoch, step, last, count, stepLoss);
            diagnostics.onStep(report);
            context.listeners().forEach(listener -> listener.onStep(report));
            if (step < last && checkpoints.isDue()) {
                saveCheckpoint(step, loss, begun.seconds() + secondsSince(begin));
            }
        }
        return finishEpoch(epoch, steps.samples(), loss / steps.samples(), rate * options.optimizer().learningRate(),
                begun.seconds() + secondsSince(begin));
    }

    /// Of all samples, at the weights as they are.
    private double[] losses() {
        var network = new Network(graphs, engine.weights(), Kernels.best());
        return Arrays.stream(network.evaluate(engine.data(), options.seed())).mapToDouble(SampleLoss::objective)
                .toArray();
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) * 1e-9;
    }

    private Ending finishEpoch(int epoch, int count, double loss, double learningRate, double seconds) {
        var validationLoss = OptionalDouble.empty();
        var accuracy = OptionalDouble.empty();
        if (validation.isPresent()) {
            var evaluation = snapshot().evaluate(validation.get(), options.seed());
            double found = evaluation.loss();
            validationLoss = OptionalDouble.of(found);
            accuracy = evaluation instanceof ClassifierEvaluation classifier
                    ? OptionalDouble.of(classifier.accuracy())
                    : OptionalDouble.empty();
            double needed = options.earlyStopping().map(EarlyStopping::minDelta).orElse(0.0);
            if (best.isEmpty() || found < best.get().loss() - needed) {
                best = Optional.of(new BestEpoch(epoch, found, snapshot()));
            }
        }
        var report = new EpochReport(
                epoch, loss, validationLoss, learningRate, seconds, count, accuracy);
        epochs.add(report);
        context.listeners().forEach(listener -> listener.onEpoch(report, this::snapshot));
        report(diagnostics.onEpoch(epochs, engine));
        var ending = ending();
        boolean isLast = epoch == options.epochs() || ending != Ending.COMPLETED;
        if (isLast) {
            diagnostics.onLastStep(engine).forEach(this::report);
        }
        if (isLast || checkpoints.isDueAfter(epoch)) {
            saveCheckpoint(0, 0, 0);
        }
        return ending;
    }

    /// Stopped early where the validation loss no longer falls.
    private Ending ending() {
        boolean isOver = options.earlyStopping().isPresent() && best.isPresent()
                && epochs.size() - best.get().epoch() >= options.earlyStopping().get().patience();
        return isOver ? Ending.STOPPED_EARLY : Ending.COMPLETED;
    }

    /// Nothing is saved before the first step: a pretraining may have been interrupted, and a training cannot resume within one.
    private void saveCheckpointIfBegun(int step, double loss, double seconds) {
        if (step > 0 || !epochs.isEmpty()) {
            saveCheckpoint(step, loss, seconds);
        }
    }

    private void saveCheckpoint(int step, double loss, double seconds) {
        checkpoints.write(() -> new Checkpoint(
                snapshot(),
                options,
                fingerprints.ofAll(),
                engine.state(),
                new TrainingProgress(epochs, step, loss, seconds, step > 0 ? steps.leftOut() : List.of()),
                best,
                diagnostics.state()));
    }

    private void report(Optional<Diagnostic> diagnostic) {
        diagnostic.ifPresent(this::report);
    }

    private void report(Diagnostic diagnostic) {
        context.listeners().forEach(listener -> listener.onDiagnostic(diagnostic));
    }

    /// The model as it is, made once between two steps.
    private TrainedAutoencoder snapshot() {
        var found = model.orElseGet(this::currentModel);
        model = Optional.of(found);
        return found;
    }

    private TrainedAutoencoder currentModel() {
        var data = engine.data();
        var unnamed = TrainedAutoencoder.of(
                graphs, new OwnedFloats(engine.modelWeights()),
                Provenance.of(options, data, fingerprints.ofTraining()));
        int classes = unnamed.classNames().size();
        return classes == 0
                ? unnamed
                : unnamed.withClassNames(data.labels().orElseThrow().names().subList(0, classes));
    }
}

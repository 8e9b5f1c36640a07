package dev.hourglass.train;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.TrainingEngine;
import dev.hourglass.internal.file.OwnedFloats;
import dev.hourglass.model.ClassifierEvaluation;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.profile.Profile;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.AutomaticCheckpoints;
import dev.hourglass.spec.EarlyStopping;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.train.Checkpoint.Fingerprints;
import dev.hourglass.train.TrainingResult.Ending;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/// One training, from where it begins to the last epoch.
final class TrainingLoop {
    /// Steps that a profile leaves out at most, and the share of all steps: the JVM compiles meanwhile.
    private static final int WARM_UP_STEPS = 100;
    private static final int WARM_UP_SHARE = 10;

    private final Autoencoder spec;
    private final TrainingOptions options;
    private final RunContext context;
    private final TrainingEngine engine;
    private final Dataset data;
    private final Optional<Dataset> validation;
    private final SampleOrder order;
    private final int steps;
    private final long warmUp;
    private final Optional<CheckpointFolder> folder;
    private final TrainingDiagnostics diagnostics;
    private final List<EpochReport> epochs = new ArrayList<>();
    private Optional<BestEpoch> best = Optional.empty();
    private long stepsDone;
    private boolean hasCheckpointFailed;

    /// What a training is asked for beside its result.
    ///
    /// @param checkpoints the folder to put it down in, if any
    /// @param resumed where it is taken up, if it is
    /// @param isStopping asked before every step
    record RunContext(
            List<TrainingListener> listeners,
            boolean isProfiling,
            Optional<Path> checkpoints,
            Optional<Checkpoint> resumed,
            BooleanSupplier isStopping) {}

    TrainingLoop(
            Autoencoder spec,
            TrainingOptions options,
            RunContext context,
            TrainingEngine engine,
            Dataset data,
            Optional<Dataset> validation) {
        this.spec = spec;
        this.options = options;
        this.context = context;
        this.diagnostics = new TrainingDiagnostics(spec, options);
        this.engine = engine;
        this.data = data;
        this.validation = validation;
        this.steps = Math.ceilDiv(data.size(), options.batchSize());
        this.warmUp = Math.min(WARM_UP_STEPS, (long) steps * options.epochs() / WARM_UP_SHARE);
        this.order = new SampleOrder(data.size(), options.seed());
        this.folder = context.checkpoints()
                .map(path -> new CheckpointFolder(path, options.checkpoint(), System::nanoTime));
    }

    TrainingResult train() {
        var position = begin();
        var ending = ending();
        while (ending == Ending.COMPLETED && epochs.size() < options.epochs()) {
            ending = trainEpoch(epochs.size() + 1, position);
            position = TrainingProgress.START;
        }
        if (ending == Ending.INTERRUPTED && stepsDone > 0) {
            diagnostics.onLastStep(engine).forEach(this::tell);
        }
        boolean isBest = options.earlyStopping().isPresent() && best.isPresent();
        var model = isBest ? best.orElseThrow().model() : snapshot();
        tell(diagnostics.onEnd(model, data));
        return new TrainingResult(model.withMetadata(Provenance.of(epochs)), epochs, diagnostics.diagnostics(), ending,
                profile());
    }

    private TrainingProgress begin() {
        folder.ifPresent(files -> saving(files::prepare));
        if (context.resumed().isEmpty()) {
            folder.ifPresent(files -> saving(files::clear));
            tell(diagnostics.examine(data));
            return TrainingProgress.START;
        }
        var checkpoint = context.resumed().get();
        engine.restore(checkpoint.engine());
        epochs.addAll(checkpoint.epochs());
        best = checkpoint.best();
        diagnostics.read(checkpoint.notes());
        return checkpoint.position();
    }

    private Optional<Profile> profile() {
        return context.isProfiling() && stepsDone > warmUp ? Optional.of(engine.profile()) : Optional.empty();
    }

    /// @param begun steps of this epoch that were done before
    private Ending trainEpoch(int epoch, TrainingProgress begun) {
        var samples = order.ofEpoch(epoch);
        double loss = begun.loss();
        double rate = 1;
        long begin = System.nanoTime();
        for (int step = begun.step() + 1; step <= steps; step++) {
            if (context.isStopping().getAsBoolean()) {
                saveCheckpointIfBegun(step - 1, loss, begun.seconds() + secondsSince(begin));
                return Ending.INTERRUPTED;
            }
            if (context.isProfiling() && stepsDone == warmUp) {
                engine.startProfile();
            }
            int from = (step - 1) * options.batchSize();
            int count = Math.min(options.batchSize(), data.size() - from);
            rate = options.schedule().factor(epoch - 1 + (double) step / steps, options.epochs());
            double stepLoss = engine.step(samples, from, count, epoch, rate);
            if (!Double.isFinite(stepLoss)) {
                throw diagnostics.nonFinite(epoch, step, stepLoss, engine.findNonFinite());
            }
            stepsDone++;
            loss += stepLoss * count;
            var report = new StepReport(epoch, step, steps, count, stepLoss);
            diagnostics.onStep(report);
            context.listeners().forEach(listener -> listener.onStep(report));
            if (step < steps && folder.isPresent() && folder.get().isDue()) {
                saveCheckpoint(step, loss, begun.seconds() + secondsSince(begin));
            }
        }
        return finishEpoch(epoch, loss / data.size(), rate * options.optimizer().learningRate(),
                begun.seconds() + secondsSince(begin));
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) * 1e-9;
    }

    private Ending finishEpoch(int epoch, double loss, double learningRate, double seconds) {
        var validationLoss = OptionalDouble.empty();
        var accuracy = OptionalDouble.empty();
        if (validation.isPresent()) {
            var model = snapshot();
            var evaluation = model.evaluate(validation.get(), options.seed());
            double found = evaluation.loss();
            validationLoss = OptionalDouble.of(found);
            accuracy = evaluation instanceof ClassifierEvaluation classifier
                    ? OptionalDouble.of(classifier.accuracy())
                    : OptionalDouble.empty();
            double needed = options.earlyStopping().map(EarlyStopping::minDelta).orElse(0.0);
            if (best.isEmpty() || found < best.get().loss() - needed) {
                best = Optional.of(new BestEpoch(epoch, found, model));
            }
        }
        var report = new EpochReport(
                epoch, loss, validationLoss, learningRate, seconds, data.size(), accuracy);
        epochs.add(report);
        context.listeners().forEach(listener -> listener.onEpoch(report));
        tell(diagnostics.onEpoch(epochs, engine));
        var ending = ending();
        boolean isLast = epoch == options.epochs() || ending != Ending.COMPLETED;
        if (isLast) {
            diagnostics.onLastStep(engine).forEach(this::tell);
        }
        if (folder.isPresent() && (isLast || folder.get().isDueAfter(epoch))) {
            saveCheckpoint(0, 0, 0);
        }
        return ending;
    }

    /// Whether the training is over because the validation loss no longer falls.
    private Ending ending() {
        boolean isOver = options.earlyStopping().isPresent() && best.isPresent()
                && epochs.size() - best.get().epoch() >= options.earlyStopping().get().patience();
        return isOver ? Ending.STOPPED_EARLY : Ending.COMPLETED;
    }

    /// Before the first step there may be a pretraining that was interrupted: layers that were trained in part are no place
    /// to take a training up at.
    private void saveCheckpointIfBegun(int step, double loss, double seconds) {
        if (step > 0 || !epochs.isEmpty()) {
            saveCheckpoint(step, loss, seconds);
        }
    }

    private void saveCheckpoint(int step, double loss, double seconds) {
        folder.ifPresent(files -> saving(() -> files.write(() -> new Checkpoint(
                snapshot(),
                options,
                new Fingerprints(data.fingerprint(), validation.map(Dataset::fingerprint)),
                engine.state(),
                new TrainingProgress(epochs, step, loss, seconds),
                best,
                diagnostics.notes()))));
    }

    /// Automatic checkpoints end no training.
    private void saving(Runnable writing) {
        try {
            writing.run();
        } catch (ModelFileException e) {
            if (!(options.checkpoint() instanceof AutomaticCheckpoints)) {
                throw e;
            }
            if (!hasCheckpointFailed) {
                hasCheckpointFailed = true;
                context.listeners().forEach(listener -> listener.onCheckpointFailure(e));
            }
        }
    }

    private void tell(Optional<Diagnostic> finding) {
        finding.ifPresent(this::tell);
    }

    private void tell(Diagnostic finding) {
        context.listeners().forEach(listener -> listener.onDiagnostic(finding));
    }

    private TrainedAutoencoder snapshot() {
        var model = TrainedAutoencoder.of(
                spec, new OwnedFloats(engine.weights()), Provenance.of(options, data));
        int classes = model.classNames().size();
        return classes == 0
                ? model
                : model.withClassNames(data.labels().orElseThrow().names().subList(0, classes));
    }
}

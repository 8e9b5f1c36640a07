package dev.hourglass.train;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.internal.engine.KernelWarmUp;
import dev.hourglass.internal.engine.TrainingEngine;
import dev.hourglass.model.DataFit;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.profile.Profile;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.EarlyStopping;
import dev.hourglass.spec.Pretraining;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.train.Checkpoint.Fingerprints;
import dev.hourglass.train.TrainingResult.Ending;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Trains autoencoders.
///
/// The same spec, options and data give the same weights, bit by bit, on any number of threads and any processor.
public final class Trainer {
    /// Steps that a profile leaves out at most, and the share of all steps: the JVM compiles meanwhile.
    private static final int WARM_UP_STEPS = 100;
    private static final int WARM_UP_SHARE = 10;

    private final Autoencoder spec;
    private final TrainingOptions options;
    private final int threads;
    private final List<TrainingListener> listeners;
    private final boolean isProfiling;
    private final Optional<Path> checkpoints;
    private final Optional<Checkpoint> resumed;
    /// Where training begins, if not at random weights: all parameters in file order.
    private final Optional<float[]> start;
    private volatile boolean isStopping;

    /// Trains on as many threads as there are processors, and tells nobody.
    public Trainer(Autoencoder spec, TrainingOptions options) {
        this(spec, options, Runtime.getRuntime().availableProcessors(), List.of(), false, Optional.empty(),
                Optional.empty(), Optional.empty());
        warmUp(spec);
    }

    private Trainer(
            Autoencoder spec,
            TrainingOptions options,
            int threads,
            List<TrainingListener> listeners,
            boolean isProfiling,
            Optional<Path> checkpoints,
            Optional<Checkpoint> resumed,
            Optional<float[]> start) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, found " + threads);
        }
        this.spec = spec;
        this.options = options;
        this.threads = threads;
        this.listeners = List.copyOf(listeners);
        this.isProfiling = isProfiling;
        this.checkpoints = checkpoints;
        this.resumed = resumed;
        this.start = start;
    }

    /// Lets the JVM begin to compile the loops that training will need, in the background: worth a call before data is loaded,
    /// because until then an epoch of a small network takes seconds. Later calls in the same JVM do nothing.
    public static void warmUp(Autoencoder spec) {
        KernelWarmUp.of(spec);
    }

    public Trainer withThreads(int count) {
        return new Trainer(spec, options, count, listeners, isProfiling, checkpoints, resumed, start);
    }

    public Trainer withListener(TrainingListener listener) {
        var all = new ArrayList<>(listeners);
        all.add(listener);
        return new Trainer(spec, options, threads, all, isProfiling, checkpoints, resumed, start);
    }

    /// Measures where the time goes, from the hundredth step or a tenth of the training on, whichever comes first. The
    /// weights stay the same, bit by bit.
    public Trainer withProfile() {
        return new Trainer(spec, options, threads, listeners, true, checkpoints, resumed, start);
    }

    /// Puts the training down in files of a folder, as often as [TrainingOptions#checkpoint] says, after the last epoch and when
    /// it is asked to stop. A training that does not resume another removes the checkpoints that it finds there.
    ///
    /// @throws SpecException if the options do not say how often
    public Trainer withCheckpoints(Path folder) {
        if (options.checkpoint().isEmpty()) {
            throw new SpecException("train: expected checkpoint, which says how often, found none");
        }
        return new Trainer(spec, options, threads, listeners, isProfiling, Optional.of(folder), resumed, start);
    }

    /// Takes up a training where it was put down; it has to be of the same spec, options and samples. Only the
    /// checkpoints may be others and, where the schedule does not look ahead, there may be more epochs.
    ///
    /// @throws SpecException naming the first thing in spec and options that differs
    public Trainer resume(Checkpoint checkpoint) {
        Resumption.require(checkpoint, spec, options);
        return new Trainer(
                spec, options, threads, listeners, isProfiling, checkpoints, Optional.of(checkpoint), start);
    }

    /// Begins at the weights of a model instead of at random ones; what the options say of pretraining is left out.
    ///
    /// @throws SpecException if the model has another spec
    public Trainer startingFrom(TrainedAutoencoder model) {
        if (!model.spec().equals(spec)) {
            throw new SpecException("expected a model of the spec that is trained to start from, found another spec");
        }
        return new Trainer(
                spec, options, threads, listeners, isProfiling, checkpoints, resumed, Optional.of(parameters(model)));
    }

    private static float[] parameters(TrainedAutoencoder model) {
        var all = FloatBuffer.allocate(Math.toIntExact(model.parameterCount()));
        model.weights().forEach(tensor -> all.put(tensor.values()));
        return all.array();
    }

    /// Ends the training after the step that is being taken. May be called from any thread, also before it begins.
    public void stop() {
        isStopping = true;
    }

    /// Trains on samples, of which the last ones are held out where the options say so.
    ///
    /// @throws DataException if there are no samples, fewer than a batch, or samples that do not fit the spec
    /// @throws TrainingException if the loss is no longer finite
    public TrainingResult train(Dataset data) {
        int held = (int) (data.size() * options.validation());
        if (options.validation() > 0 && (held == 0 || held == data.size())) {
            throw new DataException("%s: a validation part of %s of %d samples leaves nothing to %s; change validation"
                    .formatted(data.name(), options.validation(), data.size(),
                            held == 0 ? "validate with" : "train on"));
        }
        int rest = data.size() - held;
        return run(data.slice(0, rest), held == 0 ? Optional.empty() : Optional.of(data.slice(rest, data.size())));
    }

    /// Trains on some samples and watches the loss on others; nothing more is held out.
    ///
    /// @throws DataException if there are no samples, fewer than a batch, or samples that do not fit the spec
    /// @throws TrainingException if the loss is no longer finite
    public TrainingResult train(Dataset data, Dataset validation) {
        return run(data, Optional.of(validation));
    }

    private TrainingResult run(Dataset data, Optional<Dataset> validation) {
        require(data);
        DataFit.requireEveryClass(spec, data);
        validation.ifPresent(this::require);
        if (options.earlyStopping().isPresent() && validation.isEmpty()) {
            throw new DataException(data.name()
                    + ": early_stopping needs samples to validate with, found none; set validation: 0.1");
        }
        if (options.batch() > data.size()) {
            throw new DataException(
                    "%s: a batch of %d is more than the %d training samples; set train.batch to at most %d"
                            .formatted(data.name(), options.batch(), data.size(), data.size()));
        }
        resumed.ifPresent(checkpoint -> Resumption.require(checkpoint, data, validation));
        var begin = resumed.isPresent() ? Optional.<float[]>empty() : firstWeights(data);
        try (var engine = new TrainingEngine(spec, options.optimizer(), options.batch(), options.seed(), data,
                threads)) {
            begin.ifPresent(engine::begin);
            return new Run(engine, data, validation).train();
        }
    }

    /// Other than random ones.
    private Optional<float[]> firstWeights(Dataset data) {
        return start.or(() -> options.pretraining().map(first -> parameters(pretrain(first, data))));
    }

    private TrainedAutoencoder pretrain(Pretraining first, Dataset data) {
        return new LayerwisePretraining(spec, options, first, threads, listeners, () -> isStopping).train(data);
    }

    private void require(Dataset data) {
        DataFit.require(spec, data);
        DataFit.requireTargets(spec, data);
        if (data.size() == 0) {
            throw new DataException(data.name() + ": expected at least one sample, found none");
        }
    }

    /// One training, from where it begins to the last epoch.
    private final class Run {
        private final TrainingEngine engine;
        private final Dataset data;
        private final Optional<Dataset> validation;
        private final SampleOrder order;
        private final int steps;
        private final long warmUp;
        private final Optional<CheckpointFolder> folder;
        private final Doctor doctor = new Doctor(spec, options);
        private final List<EpochReport> epochs = new ArrayList<>();
        private Optional<Best> best = Optional.empty();
        private long stepsDone;

        Run(TrainingEngine engine, Dataset data, Optional<Dataset> validation) {
            this.engine = engine;
            this.data = data;
            this.validation = validation;
            this.steps = Math.ceilDiv(data.size(), options.batch());
            this.warmUp = Math.min(WARM_UP_STEPS, (long) steps * options.epochs() / WARM_UP_SHARE);
            this.order = new SampleOrder(data.size(), options.seed());
            this.folder = checkpoints.map(path -> new CheckpointFolder(path, options.checkpoint().orElseThrow()));
        }

        TrainingResult train() {
            var position = begin();
            var ending = ending();
            while (ending == Ending.COMPLETED && epochs.size() < options.epochs()) {
                ending = trainEpoch(epochs.size() + 1, position);
                position = Position.START;
            }
            if (ending == Ending.INTERRUPTED && stepsDone > 0) {
                tell(doctor.onLastBatch(engine.meanActivation()));
            }
            boolean isBest = options.earlyStopping().isPresent() && best.isPresent();
            var model = isBest ? best.orElseThrow().model() : snapshot();
            tell(doctor.onEnd(model, data));
            return new TrainingResult(model.withMetadata(Provenance.of(epochs)), epochs, doctor.findings(), ending,
                    profile());
        }

        private Position begin() {
            if (resumed.isEmpty()) {
                folder.ifPresent(CheckpointFolder::clear);
                tell(doctor.examine(data));
                return Position.START;
            }
            var checkpoint = resumed.get();
            engine.restore(checkpoint.engine());
            epochs.addAll(checkpoint.epochs());
            best = checkpoint.best();
            doctor.read(checkpoint.notes());
            return checkpoint.position();
        }

        private Optional<Profile> profile() {
            return isProfiling && stepsDone > warmUp ? Optional.of(engine.profile()) : Optional.empty();
        }

        /// @param begun steps of this epoch that were done before
        private Ending trainEpoch(int epoch, Position begun) {
            var samples = order.ofEpoch(epoch);
            double loss = begun.loss();
            double rate = 1;
            long begin = System.nanoTime();
            for (int step = begun.step() + 1; step <= steps; step++) {
                if (isStopping) {
                    putDownIfBegun(step - 1, loss, begun.seconds() + secondsSince(begin));
                    return Ending.INTERRUPTED;
                }
                if (isProfiling && stepsDone == warmUp) {
                    engine.startProfile();
                }
                int from = (step - 1) * options.batch();
                int count = Math.min(options.batch(), data.size() - from);
                rate = options.schedule().factor(epoch - 1 + (double) step / steps, options.epochs());
                double stepLoss = engine.step(samples, from, count, epoch, rate);
                if (!Double.isFinite(stepLoss)) {
                    throw doctor.nonFinite(epoch, step, stepLoss, engine.findNonFinite());
                }
                stepsDone++;
                loss += stepLoss * count;
                var report = new StepReport(epoch, step, steps, count, stepLoss);
                doctor.onStep(report);
                listeners.forEach(listener -> listener.onStep(report));
                if (step < steps && folder.isPresent() && folder.get().isDue()) {
                    putDown(step, loss, begun.seconds() + secondsSince(begin));
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
                accuracy = evaluation.metric("accuracy");
                double needed = options.earlyStopping().map(EarlyStopping::minDelta).orElse(0.0);
                if (best.isEmpty() || found < best.get().loss() - needed) {
                    best = Optional.of(new Best(epoch, found, model));
                }
            }
            var report = new EpochReport(
                    epoch, loss, validationLoss, learningRate, seconds, data.size(), accuracy);
            epochs.add(report);
            listeners.forEach(listener -> listener.onEpoch(report));
            tell(doctor.onEpoch(report));
            var ending = ending();
            boolean isLast = epoch == options.epochs() || ending != Ending.COMPLETED;
            if (isLast) {
                tell(doctor.onLastBatch(engine.meanActivation()));
            }
            if (folder.isPresent() && (isLast || folder.get().isDueAfter(epoch))) {
                putDown(0, 0, 0);
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
        private void putDownIfBegun(int step, double loss, double seconds) {
            if (step > 0 || !epochs.isEmpty()) {
                putDown(step, loss, seconds);
            }
        }

        private void putDown(int step, double loss, double seconds) {
            folder.ifPresent(files -> files.write(new Checkpoint(
                    snapshot(),
                    options,
                    new Fingerprints(data.fingerprint(), validation.map(Dataset::fingerprint)),
                    engine.state(),
                    new Position(epochs, step, loss, seconds),
                    best,
                    doctor.notes())));
        }

        private void tell(Optional<Finding> finding) {
            finding.ifPresent(found -> listeners.forEach(listener -> listener.onFinding(found)));
        }

        private TrainedAutoencoder snapshot() {
            return TrainedAutoencoder.of(spec, engine.weights(), Provenance.of(options, data));
        }
    }
}

package dev.hourglass.train;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.KernelWarmUp;
import dev.hourglass.internal.exec.TrainingEngine;
import dev.hourglass.model.DataFit;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.NoCheckpoints;
import dev.hourglass.spec.Pretraining;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Trains autoencoders.
///
/// The same spec, options and data give the same weights, bit by bit, on any number of threads and any processor.
public final class Trainer {
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

    /// Writes checkpoints to a folder, as often as [TrainingOptions#checkpoint] says, after the last epoch and when the training
    /// is stopped. A training that does not resume another removes the checkpoints that it finds there; one that resumes
    /// an earlier checkpoint removes those after it, when it writes its first.
    ///
    /// @throws SpecException if the options are to write none
    public Trainer withCheckpoints(Path folder) {
        if (options.checkpoint() instanceof NoCheckpoints) {
            throw new SpecException(String.format(Locale.ROOT,
                    "train: expected checkpoints to write to %s, found checkpoint: off; remove it", folder));
        }
        return new Trainer(spec, options, threads, listeners, isProfiling, Optional.of(folder), resumed, start);
    }

    /// Takes up a training where it was put down; it has to be of the same spec, options and samples. Only the
    /// checkpoints may be others and, where the schedule does not look ahead, there may be more epochs.
    ///
    /// @throws SpecException naming the first thing in spec and options that differs
    public Trainer resume(Checkpoint checkpoint) {
        ResumeChecks.require(checkpoint, spec, options);
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
            throw new DataException(String.format(Locale.ROOT,
                    "%s: a validation part of %s of %d samples leaves nothing to %s; change validation", data.name(),
                    options.validation(), data.size(),
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

    private TrainingResult run(Dataset data, Optional<Dataset> heldOut) {
        require(data);
        DataFit.requireEveryClass(spec, data);
        var validation = heldOut.map(held -> DataFit.likeTraining(spec, data, held));
        validation.ifPresent(this::require);
        if (options.earlyStopping().isPresent() && validation.isEmpty()) {
            throw new DataException(data.name()
                    + ": early_stopping needs samples to validate with, found none; set validation: 0.1");
        }
        if (options.batchSize() > data.size()) {
            throw new DataException(
                    String.format(Locale.ROOT,
                            "%s: a batch of %d is more than the %d training samples; set train.batch to at most %d",
                            data.name(), options.batchSize(), data.size(), data.size()));
        }
        var fingerprints = new DataFingerprints(data, validation);
        resumed.ifPresent(checkpoint -> ResumeChecks.require(checkpoint, data.name(), fingerprints.ofAll()));
        var begin = resumed.isPresent() ? Optional.<float[]>empty() : firstWeights(data);
        try (var engine = new TrainingEngine(spec, options.optimizer(), options.batchSize(), options.seed(), data,
                threads)) {
            begin.ifPresent(engine::begin);
            var context = new TrainingLoop.RunContext(
                    listeners, isProfiling, checkpoints, resumed, () -> isStopping);
            return new TrainingLoop(spec, options, context, engine, data, validation, fingerprints).train();
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
}

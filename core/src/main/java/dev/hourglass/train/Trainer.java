package dev.hourglass.train;

import dev.hourglass.data.ContentOrder;
import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.KernelWarmUp;
import dev.hourglass.internal.exec.TrainingEngine;
import dev.hourglass.model.DataFit;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.Weights;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.NoCheckpoints;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.augmentation.Augmentation;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// What to train and how; [#train] and [#start] do it. Immutable: each `with` method returns another trainer, and one trainer can
/// train any number of models.
///
/// The same spec, options and data give the same weights, bit by bit, on any number of threads and any processor.
public final class Trainer {
    private final Autoencoder spec;
    private final TrainingOptions options;
    private final RunContext context;
    /// The model at whose weights training begins, if not at random ones.
    private final Optional<TrainedAutoencoder> start;

    /// Uses one thread per processor and registers no listeners. Nothing runs before [#train] or [#start].
    ///
    /// @throws SpecException if the options vary pictures and the input is none
    public Trainer(Autoencoder spec, TrainingOptions options) {
        this(spec, options, RunContext.create(), Optional.empty());
    }

    private Trainer(Autoencoder spec, TrainingOptions options, RunContext context, Optional<TrainedAutoencoder> start) {
        Augmentation.requireFits(options.augment(), spec.input());
        this.spec = spec;
        this.options = options;
        this.context = context;
        this.start = start;
    }

    private Trainer with(RunContext other) {
        return new Trainer(spec, options, other, start);
    }

    /// Lets the JVM begin to compile the loops that hardly a training does without, in the background: worth a call at the start of
    /// a program that will read a spec and train.
    public static void warmUp() {
        KernelWarmUp.begin();
    }

    /// Lets the JVM begin to compile the loops that training will need, in the background: worth a call before data is loaded,
    /// because until then an epoch of a small network takes seconds. Training does it too; later calls in the same JVM do
    /// nothing.
    ///
    /// @throws SpecException if the spec is too large for this JVM
    public static void warmUp(Autoencoder spec) {
        KernelWarmUp.of(spec);
    }

    /// Uses another number of threads, at least 1. The weights do not depend on it.
    public Trainer withThreads(int count) {
        return with(context.withThreads(count));
    }

    /// Reports to one more listener.
    public Trainer withListener(TrainingListener listener) {
        return with(context.withListener(listener));
    }

    /// Measures where the time goes, from the hundredth step or a tenth of the training on, whichever comes first. The
    /// weights stay the same, bit by bit.
    public Trainer withProfile() {
        return with(context.withProfile());
    }

    /// Writes checkpoints to a directory, as often as [TrainingOptions#checkpoint] specifies, after the last epoch and when the
    /// training is stopped. A training that does not resume another removes the checkpoints that it finds there; one that
    /// resumes an earlier checkpoint removes those after it, when it writes its first.
    ///
    /// @throws SpecException if the options are to write none
    public Trainer withCheckpoints(Path folder) {
        if (options.checkpoint() instanceof NoCheckpoints) {
            throw new SpecException(String.format(Locale.ROOT,
                    "train: expected checkpoints to write to %s, found checkpoint: off; remove it", folder));
        }
        return with(context.withCheckpoints(folder));
    }

    /// Resumes a training from a checkpoint; the result is bit-identical to that of an uninterrupted training. Spec, options and
    /// samples have to be the same. Only the checkpoints may be others and, where the schedule does not look ahead, there
    /// may be more epochs.
    ///
    /// @throws SpecException naming the first difference in spec and options
    public Trainer resume(Checkpoint checkpoint) {
        ResumeChecks.require(checkpoint, spec, options);
        return with(context.resume(checkpoint));
    }

    /// Has gradients computed where the samples are. The data set to train on is then that of [BucketWorkers]; samples to
    /// validate with are a data set of their own.
    ///
    /// @throws SpecException if the options have one bucket, or hidden layers are to be trained one by one first
    public Trainer withWorkers(BucketWorkers workers) {
        if (options.buckets() == 1) {
            throw new SpecException("train: expected buckets of 2 or more for workers, found 1; set buckets: 8");
        }
        if (options.pretraining().isPresent()) {
            throw new SpecException(
                    "train: expected no pretraining, which needs all samples in one place, found one; remove it");
        }
        return with(context.withWorkers(workers));
    }

    /// Stops a training as [TrainingJob#stop] does as soon as a condition is true, for example because a listener has seen enough or
    /// a time is over.
    ///
    /// @param condition asked before every step, on the thread that trains
    public Trainer stopWhen(BooleanSupplier condition) {
        return with(context.stopWhen(condition));
    }

    /// Begins at the weights of a model instead of at random ones; there is no pretraining then.
    ///
    /// @throws SpecException if the model has another spec
    public Trainer startingFrom(TrainedAutoencoder model) {
        if (!model.spec().equals(spec)) {
            throw new SpecException("expected a model of the spec that is trained to start from, found another spec");
        }
        return new Trainer(spec, options, context, Optional.of(model));
    }

    /// Trains on samples, of which the last ones are held out where the options ask for validation. Returns when the training
    /// has ended; listeners are called on the calling thread.
    ///
    /// @throws DataException if there are no samples, fewer than a batch, samples that do not fit the spec or the checkpoint that
    ///     is resumed, or values that are not finite
    /// @throws TrainingException if the loss is no longer finite
    /// @throws ModelFileException if a checkpoint cannot be written
    public TrainingResult train(Dataset data) {
        return job(data).run();
    }

    /// Trains on some samples and validates with others; nothing more is held out.
    ///
    /// @throws DataException if there are no samples, fewer than a batch, samples that do not fit the spec or the checkpoint that
    ///     is resumed, or values that are not finite
    /// @throws TrainingException if the loss is no longer finite
    /// @throws ModelFileException if a checkpoint cannot be written
    public TrainingResult train(Dataset data, Dataset validation) {
        return job(ordered(data), Optional.of(validation)).run();
    }

    /// Starts a training like [#train(Dataset)] in a thread of its own, which keeps the JVM alive until it ends. Listeners are
    /// called on that thread.
    ///
    /// @throws DataException if there are no samples, fewer than a batch, or samples that do not fit the spec
    public TrainingJob start(Dataset data) {
        var job = job(data);
        job.startThread();
        return job;
    }

    /// Starts a training like [#train(Dataset, Dataset)] in a thread of its own, which keeps the JVM alive until it ends.
    /// Listeners are called on that thread.
    ///
    /// @throws DataException if there are no samples, fewer than a batch, or samples that do not fit the spec
    public TrainingJob start(Dataset data, Dataset validation) {
        var job = job(ordered(data), Optional.of(validation));
        job.startThread();
        return job;
    }

    private TrainingJob job(Dataset data) {
        int held = (int) (data.size() * options.validation());
        if (options.validation() > 0 && (held == 0 || held == data.size())) {
            throw new DataException(String.format(Locale.ROOT,
                    "%s: a validation part of %s of %d samples leaves nothing to %s; change validation", data.name(),
                    options.validation(), data.size(),
                    held == 0 ? "validate with" : "train on"));
        }
        int rest = data.size() - held;
        var ordered = ordered(data);
        return job(ordered.slice(0, rest),
                held == 0 ? Optional.empty() : Optional.of(ordered.slice(rest, ordered.size())));
    }

    /// The samples in the order in which buckets take them.
    private Dataset ordered(Dataset data) {
        return options.buckets() > 1 && context.workers().isEmpty() ? data.select(ContentOrder.of(data)) : data;
    }

    private TrainingJob job(Dataset data, Optional<Dataset> heldOut) {
        warmUp(spec);
        require(data);
        DataFit.requireEveryClass(spec, data);
        var validation = heldOut.map(held -> DataFit.likeTraining(spec, data, held));
        validation.ifPresent(this::require);
        if (options.earlyStopping().isPresent() && validation.isEmpty()) {
            throw new DataException(data.name()
                    + ": early_stopping needs validation samples, found none; set validation: 0.1");
        }
        if (options.batchSize() > data.size()) {
            throw new DataException(
                    String.format(Locale.ROOT,
                            "%s: a batch of %d is more than the %d training samples; set train.batch to at most %d",
                            data.name(), options.batchSize(), data.size(), data.size()));
        }
        return new TrainingJob(job -> run(
                context.withListener(job.progress()).stopWhen(job::isStopping), data, validation));
    }

    private TrainingResult run(RunContext running, Dataset data, Optional<Dataset> validation) {
        var fingerprints = new DataFingerprints(data, validation);
        running.resumed()
                .ifPresent(checkpoint -> ResumeChecks.require(checkpoint, data.name(), fingerprints.ofAll()));
        var begin = running.resumed().isPresent() ? Map.<String, float[]>of() : firstWeights(running, data);
        try (var engine = new TrainingEngine(spec, options, data, running.threads())) {
            if (!begin.isEmpty()) {
                engine.begin(begin);
            }
            return new TrainingLoop(options, running, engine, validation, fingerprints).train();
        }
    }

    /// The values of tensors that do not begin at random ones, by name.
    private Map<String, float[]> firstWeights(RunContext running, Dataset data) {
        return start.map(Trainer::tensors)
                .or(() -> options.pretraining()
                        .map(first -> new LayerwisePretraining(spec, options, first, running).train(data)))
                .orElse(Map.of());
    }

    private static Map<String, float[]> tensors(TrainedAutoencoder model) {
        return model.weights().stream().collect(Collectors.toMap(Weights::name, Weights::values));
    }

    private void require(Dataset data) {
        DataFit.require(spec, data);
        DataFit.requireTargets(spec, data);
        if (data.size() == 0) {
            throw new DataException(data.name() + ": expected at least one sample, found none");
        }
    }
}

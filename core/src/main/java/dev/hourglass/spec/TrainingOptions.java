package dev.hourglass.spec;

import dev.hourglass.spec.optimizer.Optimizer;
import dev.hourglass.spec.schedule.ConstantSchedule;
import dev.hourglass.spec.schedule.Schedule;
import java.util.Optional;

/// The options of a training.
///
/// @param optimizer with its learning rate
/// @param schedule factor on the learning rate by epoch
/// @param epochs passes over all training samples, at least 1
/// @param batchSize samples a step, at least 1; the last step of an epoch takes what is left
/// @param seed decides initial weights, order of samples, noise and dropout
/// @param validation fraction of the training samples, taken from their end, that is held out to watch the loss;
///     at least 0 and below 1
/// @param checkpoint when checkpoints are written, where there is a folder for them; changes nothing about the result
/// @param earlyStopping needs samples to validate with
/// @param pretraining of the layers, one by one, before all are trained together
/// @param trim of the samples with the largest losses, which epochs leave out
public record TrainingOptions(
        Optimizer optimizer,
        Schedule schedule,
        int epochs,
        int batchSize,
        long seed,
        double validation,
        Optional<EarlyStopping> earlyStopping,
        CheckpointPolicy checkpoint,
        Optional<Pretraining> pretraining,
        Optional<Trimming> trim) {
    private static final int EPOCHS = 10;
    private static final int BATCH_SIZE = 128;

    public TrainingOptions {
        if (epochs < 1) {
            throw new SpecException("train: epochs must be at least 1, found " + epochs);
        }
        if (batchSize < 1) {
            throw new SpecException("train: batch must be at least 1, found " + batchSize);
        }
        if (!(validation >= 0 && validation < 1)) {
            throw new SpecException("train: validation must be at least 0 and below 1, found " + validation);
        }
    }

    /// Ten epochs of batches of 128 samples at a constant rate, with seed 1; nothing is held out or left out, nothing stops early, and the
    /// layers are not pretrained. The `with` methods change one of these each.
    public static TrainingOptions of(Optimizer optimizer) {
        return new TrainingOptions(optimizer, new ConstantSchedule(), EPOCHS, BATCH_SIZE, 1, 0, Optional.empty(),
                new AutomaticCheckpoints(), Optional.empty(), Optional.empty());
    }

    /// The same training with other checkpoints.
    public TrainingOptions withCheckpoint(CheckpointPolicy when) {
        return new TrainingOptions(
                optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, when, pretraining, trim);
    }

    /// The same training for another number of epochs.
    public TrainingOptions withEpochs(int count) {
        return new TrainingOptions(
                optimizer, schedule, count, batchSize, seed, validation, earlyStopping, checkpoint, pretraining, trim);
    }

    /// The same with layers that are trained one by one first.
    public TrainingOptions withPretraining(Pretraining first) {
        return new TrainingOptions(
                optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                Optional.of(first), trim);
    }

    /// The same with another `optimizer`.
    public TrainingOptions withOptimizer(Optimizer optimizer) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim);
    }

    /// The same with another `schedule`.
    public TrainingOptions withSchedule(Schedule schedule) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim);
    }

    /// The same with another `batchSize`.
    public TrainingOptions withBatchSize(int batchSize) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim);
    }

    /// The same with another `seed`.
    public TrainingOptions withSeed(long seed) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim);
    }

    /// The same with another `validation`.
    public TrainingOptions withValidation(double validation) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim);
    }

    /// The same with another `earlyStopping`.
    public TrainingOptions withEarlyStopping(EarlyStopping earlyStopping) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, Optional.of(earlyStopping),
                checkpoint, pretraining, trim);
    }

    /// The same without `earlyStopping`.
    public TrainingOptions withoutEarlyStopping() {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, Optional.empty(),
                checkpoint, pretraining, trim);
    }

    /// The same without `pretraining`.
    public TrainingOptions withoutPretraining() {
        return new TrainingOptions(
                optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint, Optional.empty(),
                trim);
    }

    /// The same with another `trim`.
    public TrainingOptions withTrim(Trimming trim) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, Optional.of(trim));
    }

    /// The same without `trim`.
    public TrainingOptions withoutTrim() {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, Optional.empty());
    }
}

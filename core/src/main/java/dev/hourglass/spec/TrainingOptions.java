package dev.hourglass.spec;

import dev.hourglass.spec.augmentation.Augmentation;
import dev.hourglass.spec.optimizer.AdamW;
import dev.hourglass.spec.optimizer.Optimizer;
import dev.hourglass.spec.schedule.ConstantSchedule;
import dev.hourglass.spec.schedule.Schedule;
import java.util.List;
import java.util.Locale;
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
/// @param buckets parts of equal size that the training samples are dealt to by their content, at least 1 and a divisor of the batch:
///     a batch is one slice of each. The gradients of the slices are computed one after another and added in the order of the buckets, so
///     that a step needs the memory of a slice, and slices may be computed anywhere. The weights then do not depend on the order of
///     the samples in the data. What an objective has of a whole batch (means of KL sparsity, winners of lifetime sparsity, free bits) is
///     taken of each slice
/// @param clip of gradients that are too long
/// @param average of the weights over the steps, which is the model that results
/// @param groups of tensors that learn at another rate or decay otherwise; a tensor belongs to the first one that names it
/// @param augment how pictures are varied while the model is trained on them, in this order
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
        Optional<Trimming> trim,
        int buckets,
        Optional<GradientClipping> clip,
        Optional<WeightAverage> average,
        List<TensorGroup> groups,
        List<Augmentation> augment) {
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
        groups = List.copyOf(groups);
        augment = List.copyOf(augment);
        if (buckets < 1) {
            throw new SpecException("train: buckets must be at least 1, found " + buckets);
        }
        if (batchSize % buckets != 0) {
            throw new SpecException(String.format(
                    Locale.ROOT, "train: expected a batch of equal slices of %d buckets, found %d; set batch to %d",
                    buckets, batchSize,
                    Math.ceilDiv(batchSize, buckets) * buckets));
        }
        if (!(optimizer instanceof AdamW) && groups.stream().anyMatch(group -> group.weightDecay().isPresent())) {
            throw new SpecException(
                    "train: weight_decay of groups needs an optimizer that decays weights, adamw, found another one");
        }
        if (buckets > 1 && trim.isPresent()) {
            throw new SpecException(
                    "train: buckets do not know which samples of all have the largest losses; remove trim, or buckets");
        }
    }

    /// Ten epochs of batches of 128 samples at a constant rate, with seed 1; nothing is held out or left out, nothing stops early, the
    /// layers are not pretrained, and all samples are in one bucket. The `with` methods change one of these each.
    public static TrainingOptions of(Optimizer optimizer) {
        return new TrainingOptions(optimizer, new ConstantSchedule(), EPOCHS, BATCH_SIZE, 1, 0, Optional.empty(),
                new AutomaticCheckpoints(), Optional.empty(), Optional.empty(), 1, Optional.empty(), Optional.empty(),
                List.of(), List.of());
    }

    /// The same with another `optimizer`.
    public TrainingOptions withOptimizer(Optimizer optimizer) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim, buckets, clip, average, groups, augment);
    }

    /// The same with another `schedule`.
    public TrainingOptions withSchedule(Schedule schedule) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim, buckets, clip, average, groups, augment);
    }

    /// The same with another `epochs`.
    public TrainingOptions withEpochs(int epochs) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim, buckets, clip, average, groups, augment);
    }

    /// The same with another `batchSize`.
    public TrainingOptions withBatchSize(int batchSize) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim, buckets, clip, average, groups, augment);
    }

    /// The same with another `seed`.
    public TrainingOptions withSeed(long seed) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim, buckets, clip, average, groups, augment);
    }

    /// The same with another `validation`.
    public TrainingOptions withValidation(double validation) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim, buckets, clip, average, groups, augment);
    }

    /// The same with another `earlyStopping`.
    public TrainingOptions withEarlyStopping(EarlyStopping earlyStopping) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, Optional.of(earlyStopping),
                checkpoint, pretraining, trim, buckets, clip, average, groups, augment);
    }

    /// The same without `earlyStopping`.
    public TrainingOptions withoutEarlyStopping() {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, Optional.empty(),
                checkpoint, pretraining, trim, buckets, clip, average, groups, augment);
    }

    /// The same with another `checkpoint`.
    public TrainingOptions withCheckpoint(CheckpointPolicy checkpoint) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim, buckets, clip, average, groups, augment);
    }

    /// The same with another `pretraining`.
    public TrainingOptions withPretraining(Pretraining pretraining) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                Optional.of(pretraining), trim, buckets, clip, average, groups, augment);
    }

    /// The same without `pretraining`.
    public TrainingOptions withoutPretraining() {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                Optional.empty(), trim, buckets, clip, average, groups, augment);
    }

    /// The same with another `trim`.
    public TrainingOptions withTrim(Trimming trim) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, Optional.of(trim), buckets, clip, average, groups, augment);
    }

    /// The same without `trim`.
    public TrainingOptions withoutTrim() {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, Optional.empty(), buckets, clip, average, groups, augment);
    }

    /// The same with another `buckets`.
    public TrainingOptions withBuckets(int buckets) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim, buckets, clip, average, groups, augment);
    }

    /// The same with another `clip`.
    public TrainingOptions withClip(GradientClipping clip) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim, buckets, Optional.of(clip), average, groups, augment);
    }

    /// The same without `clip`.
    public TrainingOptions withoutClip() {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim, buckets, Optional.empty(), average, groups, augment);
    }

    /// The same with another `average`.
    public TrainingOptions withAverage(WeightAverage average) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim, buckets, clip, Optional.of(average), groups, augment);
    }

    /// The same without `average`.
    public TrainingOptions withoutAverage() {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim, buckets, clip, Optional.empty(), groups, augment);
    }

    /// The same with another `groups`.
    public TrainingOptions withGroups(List<TensorGroup> groups) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim, buckets, clip, average, groups, augment);
    }

    /// The same with another `augment`.
    public TrainingOptions withAugment(List<Augmentation> augment) {
        return new TrainingOptions(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim, buckets, clip, average, groups, augment);
    }
}

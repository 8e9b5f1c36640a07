package dev.hourglass.table;

import dev.hourglass.spec.CheckpointPolicy;
import dev.hourglass.spec.EarlyStopping;
import dev.hourglass.spec.GradientClipping;
import dev.hourglass.spec.Pretraining;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TensorGroup;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.Trimming;
import dev.hourglass.spec.WeightAverage;
import dev.hourglass.spec.optimizer.Adadelta;
import dev.hourglass.spec.optimizer.Optimizer;
import dev.hourglass.spec.schedule.Schedule;
import java.util.List;
import java.util.Optional;

/// What is said of a training whose other options are chosen: [TrainingOptions], each of which may be absent.
///
/// @param batchSize samples a step
/// @param trim of the rows with the largest losses, epoch by epoch
/// @param buckets that the rows are dealt to
/// @param groups of tensors that learn otherwise; none means that nothing is said of them
public record TrainingParts(
        Optional<Optimizer> optimizer,
        Optional<Schedule> schedule,
        Optional<Integer> epochs,
        Optional<Integer> batchSize,
        Optional<Long> seed,
        Optional<Double> validation,
        Optional<EarlyStopping> earlyStopping,
        Optional<CheckpointPolicy> checkpoint,
        Optional<Pretraining> pretraining,
        Optional<Trimming> trim,
        Optional<Integer> buckets,
        Optional<GradientClipping> clip,
        Optional<WeightAverage> average,
        List<TensorGroup> groups) {
    private static final TrainingOptions USUAL = TrainingOptions.of(new Adadelta());

    /// All is chosen.
    public static final TrainingParts NONE = new TrainingParts(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    /// @throws SpecException if one is out of range
    public TrainingParts {
        groups = List.copyOf(groups);
        epochs.ifPresent(USUAL::withEpochs);
        batchSize.ifPresent(USUAL::withBatchSize);
        validation.ifPresent(USUAL::withValidation);
    }

    /// All options, those left out that nobody would have to say.
    public static TrainingParts of(TrainingOptions options) {
        return new TrainingParts(
                Optional.of(options.optimizer()),
                Optional.of(options.schedule()).filter(schedule -> !schedule.equals(USUAL.schedule())),
                Optional.of(options.epochs()),
                Optional.of(options.batchSize()),
                Optional.of(options.seed()),
                Optional.of(options.validation()).filter(share -> share > 0),
                options.earlyStopping(),
                Optional.of(options.checkpoint()).filter(when -> !when.equals(USUAL.checkpoint())),
                options.pretraining(),
                options.trim(),
                Optional.of(options.buckets()).filter(count -> count > 1),
                options.clip(),
                options.average(),
                options.groups());
    }

    /// The options in which a training differs from another one.
    public static TrainingParts changes(TrainingOptions from, TrainingOptions to) {
        return new TrainingParts(
                Optional.of(to.optimizer()).filter(optimizer -> !optimizer.equals(from.optimizer())),
                Optional.of(to.schedule()).filter(schedule -> !schedule.equals(from.schedule())),
                Optional.of(to.epochs()).filter(epochs -> epochs != from.epochs()),
                Optional.of(to.batchSize()).filter(size -> size != from.batchSize()),
                Optional.of(to.seed()).filter(seed -> seed != from.seed()),
                Optional.of(to.validation()).filter(share -> share != from.validation()),
                to.earlyStopping().filter(when -> !from.earlyStopping().equals(Optional.of(when))),
                Optional.of(to.checkpoint()).filter(when -> !when.equals(from.checkpoint())),
                to.pretraining().filter(first -> !from.pretraining().equals(Optional.of(first))),
                to.trim().filter(share -> !from.trim().equals(Optional.of(share))),
                Optional.of(to.buckets()).filter(count -> count != from.buckets()),
                to.clip().filter(norm -> !from.clip().equals(Optional.of(norm))),
                to.average().filter(decay -> !from.average().equals(Optional.of(decay))),
                to.groups().equals(from.groups()) ? List.of() : to.groups());
    }

    /// These, and of the others those that were chosen.
    public TrainingOptions over(TrainingOptions chosen) {
        return new TrainingOptions(
                optimizer.orElse(chosen.optimizer()),
                schedule.orElse(chosen.schedule()),
                epochs.orElse(chosen.epochs()),
                batchSize.orElse(chosen.batchSize()),
                seed.orElse(chosen.seed()),
                validation.orElse(chosen.validation()),
                earlyStopping.or(chosen::earlyStopping),
                checkpoint.orElse(chosen.checkpoint()),
                pretraining.or(chosen::pretraining),
                trim.or(chosen::trim),
                buckets.orElse(chosen.buckets()),
                clip.or(chosen::clip),
                average.or(chosen::average),
                groups.isEmpty() ? chosen.groups() : groups,
                chosen.augment());
    }

    /// The same with another `optimizer`.
    public TrainingParts withOptimizer(Optimizer optimizer) {
        return new TrainingParts(Optional.of(optimizer), schedule, epochs, batchSize, seed, validation, earlyStopping,
                checkpoint, pretraining, trim, buckets, clip, average, groups);
    }

    /// The same without `optimizer`.
    public TrainingParts withoutOptimizer() {
        return new TrainingParts(Optional.empty(), schedule, epochs, batchSize, seed, validation, earlyStopping,
                checkpoint, pretraining, trim, buckets, clip, average, groups);
    }

    /// The same with another `schedule`.
    public TrainingParts withSchedule(Schedule schedule) {
        return new TrainingParts(optimizer, Optional.of(schedule), epochs, batchSize, seed, validation, earlyStopping,
                checkpoint, pretraining, trim, buckets, clip, average, groups);
    }

    /// The same without `schedule`.
    public TrainingParts withoutSchedule() {
        return new TrainingParts(optimizer, Optional.empty(), epochs, batchSize, seed, validation, earlyStopping,
                checkpoint, pretraining, trim, buckets, clip, average, groups);
    }

    /// The same with another `epochs`.
    public TrainingParts withEpochs(int epochs) {
        return new TrainingParts(optimizer, schedule, Optional.of(epochs), batchSize, seed, validation, earlyStopping,
                checkpoint, pretraining, trim, buckets, clip, average, groups);
    }

    /// The same without `epochs`.
    public TrainingParts withoutEpochs() {
        return new TrainingParts(optimizer, schedule, Optional.empty(), batchSize, seed, validation, earlyStopping,
                checkpoint, pretraining, trim, buckets, clip, average, groups);
    }

    /// The same with another `batchSize`.
    public TrainingParts withBatchSize(int batchSize) {
        return new TrainingParts(optimizer, schedule, epochs, Optional.of(batchSize), seed, validation, earlyStopping,
                checkpoint, pretraining, trim, buckets, clip, average, groups);
    }

    /// The same without `batchSize`.
    public TrainingParts withoutBatchSize() {
        return new TrainingParts(optimizer, schedule, epochs, Optional.empty(), seed, validation, earlyStopping,
                checkpoint, pretraining, trim, buckets, clip, average, groups);
    }

    /// The same with another `seed`.
    public TrainingParts withSeed(long seed) {
        return new TrainingParts(optimizer, schedule, epochs, batchSize, Optional.of(seed), validation, earlyStopping,
                checkpoint, pretraining, trim, buckets, clip, average, groups);
    }

    /// The same without `seed`.
    public TrainingParts withoutSeed() {
        return new TrainingParts(optimizer, schedule, epochs, batchSize, Optional.empty(), validation, earlyStopping,
                checkpoint, pretraining, trim, buckets, clip, average, groups);
    }

    /// The same with another `validation`.
    public TrainingParts withValidation(double validation) {
        return new TrainingParts(optimizer, schedule, epochs, batchSize, seed, Optional.of(validation), earlyStopping,
                checkpoint, pretraining, trim, buckets, clip, average, groups);
    }

    /// The same without `validation`.
    public TrainingParts withoutValidation() {
        return new TrainingParts(optimizer, schedule, epochs, batchSize, seed, Optional.empty(), earlyStopping,
                checkpoint, pretraining, trim, buckets, clip, average, groups);
    }

    /// The same with another `earlyStopping`.
    public TrainingParts withEarlyStopping(EarlyStopping earlyStopping) {
        return new TrainingParts(optimizer, schedule, epochs, batchSize, seed, validation, Optional.of(earlyStopping),
                checkpoint, pretraining, trim, buckets, clip, average, groups);
    }

    /// The same without `earlyStopping`.
    public TrainingParts withoutEarlyStopping() {
        return new TrainingParts(optimizer, schedule, epochs, batchSize, seed, validation, Optional.empty(), checkpoint,
                pretraining, trim, buckets, clip, average, groups);
    }

    /// The same with another `checkpoint`.
    public TrainingParts withCheckpoint(CheckpointPolicy checkpoint) {
        return new TrainingParts(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping,
                Optional.of(checkpoint), pretraining, trim, buckets, clip, average, groups);
    }

    /// The same without `checkpoint`.
    public TrainingParts withoutCheckpoint() {
        return new TrainingParts(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping,
                Optional.empty(), pretraining, trim, buckets, clip, average, groups);
    }

    /// The same with another `pretraining`.
    public TrainingParts withPretraining(Pretraining pretraining) {
        return new TrainingParts(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                Optional.of(pretraining), trim, buckets, clip, average, groups);
    }

    /// The same without `pretraining`.
    public TrainingParts withoutPretraining() {
        return new TrainingParts(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                Optional.empty(), trim, buckets, clip, average, groups);
    }

    /// The same with another `trim`.
    public TrainingParts withTrim(Trimming trim) {
        return new TrainingParts(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, Optional.of(trim), buckets, clip, average, groups);
    }

    /// The same without `trim`.
    public TrainingParts withoutTrim() {
        return new TrainingParts(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, Optional.empty(), buckets, clip, average, groups);
    }

    /// The same with another `buckets`.
    public TrainingParts withBuckets(int buckets) {
        return new TrainingParts(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim, Optional.of(buckets), clip, average, groups);
    }

    /// The same without `buckets`.
    public TrainingParts withoutBuckets() {
        return new TrainingParts(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim, Optional.empty(), clip, average, groups);
    }

    /// The same with another `clip`.
    public TrainingParts withClip(GradientClipping clip) {
        return new TrainingParts(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim, buckets, Optional.of(clip), average, groups);
    }

    /// The same without `clip`.
    public TrainingParts withoutClip() {
        return new TrainingParts(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim, buckets, Optional.empty(), average, groups);
    }

    /// The same with another `average`.
    public TrainingParts withAverage(WeightAverage average) {
        return new TrainingParts(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim, buckets, clip, Optional.of(average), groups);
    }

    /// The same without `average`.
    public TrainingParts withoutAverage() {
        return new TrainingParts(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim, buckets, clip, Optional.empty(), groups);
    }

    /// The same with another `groups`.
    public TrainingParts withGroups(List<TensorGroup> groups) {
        return new TrainingParts(optimizer, schedule, epochs, batchSize, seed, validation, earlyStopping, checkpoint,
                pretraining, trim, buckets, clip, average, groups);
    }
}

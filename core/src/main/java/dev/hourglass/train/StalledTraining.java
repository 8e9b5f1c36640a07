package dev.hourglass.train;

import dev.hourglass.internal.exec.LayerActivity;
import dev.hourglass.internal.exec.TrainingEngine;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.optimizer.Adadelta;
import dev.hourglass.spec.optimizer.Adagrad;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.optimizer.AdamW;
import dev.hourglass.spec.optimizer.NAdam;
import dev.hourglass.spec.optimizer.Optimizer;
import dev.hourglass.spec.optimizer.RmsProp;
import dev.hourglass.spec.optimizer.Sgd;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The cause of a stalled loss and a suggested fix: dead units, steps that are too small, or neither.
final class StalledTraining {
    /// A loss that changes by less than this share of itself is stalled.
    static final double MOVES = 0.005;
    /// Losses that differ by less than this share are the same.
    private static final double SAME = 1e-6;
    /// Epochs, at least, that show it.
    private static final int EPOCHS = 3;
    /// A smaller loss is none.
    private static final double NO_LOSS = 1e-12;
    /// Samples, at most, that are passed to find dead units.
    private static final int EXAMINED = 1000;
    /// A layer with so many dead units explains a stalled loss.
    private static final double MANY = 0.5;
    /// Weights that have moved less than this share of their length have hardly moved.
    private static final double HARDLY = 0.01;
    /// A schedule that leaves less of the learning rate has ended the training.
    private static final double ENDED = 0.01;
    private static final double USUAL_FACTOR = 10;

    private final TrainingOptions options;

    StalledTraining(TrainingOptions options) {
        this.options = options;
    }

    /// Whether a loss has become another one.
    static boolean hasMoved(double before, double after) {
        return change(before, after) >= MOVES;
    }

    private static double change(double before, double after) {
        double size = Math.max(Math.abs(before), Math.abs(after));
        return size <= NO_LOSS ? 0 : Math.abs(before - after) / size;
    }

    /// Whether there is a loss that could fall.
    static boolean hasLoss(double loss) {
        return Math.abs(loss) > NO_LOSS;
    }

    /// Checks the losses of the epochs done; empty where they move, or are stalled for a good reason.
    Optional<String> after(List<EpochReport> epochs, TrainingEngine engine) {
        var last = epochs.getLast();
        int alike = run(epochs, MOVES);
        if (!hasLoss(last.loss()) || alike < EPOCHS || isRateRising(last.epoch())) {
            return Optional.empty();
        }
        var where = String.format(
                Locale.ROOT, "the loss has stalled: it was %.4g in epoch %d and %.4g in epoch %d; ",
                epochs.get(epochs.size() - EPOCHS).loss(), last.epoch() - EPOCHS + 1, last.loss(), last.epoch());
        // Once for a stalled loss: it takes a pass over some samples.
        if (alike == EPOCHS) {
            var cause = deadUnits(engine).or(() -> smallSteps(engine));
            if (cause.isPresent()) {
                return cause.map(where::concat);
            }
        }
        boolean isEnding = options.epochs() - last.epoch() < options.epochs() / USUAL_FACTOR;
        return isEnding || run(epochs, SAME) < EPOCHS ? Optional.empty() : Optional.of(where + ended(last));
    }

    /// How many epochs, from the last one back, have losses that follow each other so closely.
    private static int run(List<EpochReport> epochs, double tolerance) {
        int count = 1;
        for (int i = epochs.size() - 1; i > 0; i--) {
            if (change(epochs.get(i - 1).loss(), epochs.get(i).loss()) >= tolerance) {
                return count;
            }
            count++;
        }
        return count;
    }

    /// Whether the schedule is still warming up.
    boolean isRateRising(int epoch) {
        var schedule = options.schedule();
        return epoch < options.epochs()
                && schedule.factor(epoch, options.epochs()) < schedule.factor(epoch + 1.0, options.epochs());
    }

    /// The cause and the fix where a loss has never moved.
    String cause(TrainingEngine engine) {
        return deadUnits(engine).or(() -> smallSteps(engine)).orElseGet(() -> String.format(
                Locale.ROOT,
                "the weights have changed by %.3g %% of their norm, so the learning_rate %s is not too small; check the data, or try another initialisation",
                100 * engine.movement(), options.optimizer().learningRate()));
    }

    private Optional<String> deadUnits(TrainingEngine engine) {
        var activities = engine.activities(EXAMINED);
        return worst(activities).filter(layer -> layer.share() >= MANY).map(layer -> dead(layer, engine));
    }

    /// A layer of which every unit is dead: the layers before it cannot learn.
    Optional<String> deadLayer(TrainingEngine engine) {
        return worst(engine.activities(EXAMINED)).filter(layer -> layer.share() == 1)
                .map(layer -> dead(layer, engine));
    }

    private static Optional<LayerActivity> worst(List<LayerActivity> activities) {
        // Of layers that are as bad, the first.
        return activities.stream().max(Comparator.comparingDouble(LayerActivity::share)
                .thenComparing(Comparator.comparingInt(activities::indexOf).reversed()));
    }

    private String dead(LayerActivity layer, TrainingEngine engine) {
        var found = String.format(Locale.ROOT,
                "%s of %s are dead, their activation (%s) is flat for every one of %,d samples",
                layer.dead() == layer.units() ? String.format(Locale.ROOT, "all %,d units", layer.units())
                        : String.format(Locale.ROOT, "%,d of %,d units", layer.dead(), layer.units()),
                layer.title(), name(layer.activation()), layer.samples());
        boolean isFromTheStart = engine.firstActivities(EXAMINED).stream()
                .filter(first -> first.title().equals(layer.title()))
                .anyMatch(first -> first.share() >= MANY);
        return isFromTheStart
                ? found + " from the start; scale the data, or use another initialisation or activation"
                : found + String.format(Locale.ROOT,
                        " and pass no gradient; start again with a lower learning_rate (now %s, try %s)",
                        options.optimizer().learningRate(), lower(options.optimizer()));
    }

    private static String name(Activation activation) {
        return activation.name().toLowerCase(Locale.ROOT);
    }

    private Optional<String> smallSteps(TrainingEngine engine) {
        double movement = engine.movement();
        return movement < HARDLY
                ? Optional.of(String.format(
                        Locale.ROOT, "the weights have changed by %.2g %% of their norm; %s", 100 * movement,
                        higher(options.optimizer())))
                : Optional.empty();
    }

    private static String higher(Optimizer optimizer) {
        double rate = optimizer.learningRate();
        if (optimizer instanceof Adadelta && rate < usual(optimizer)) {
            return String.format(Locale.ROOT,
                    "adadelta's learning_rate %s is too small (its paper uses 1.0): set learning_rate: 1.0 or use adam: 0.001",
                    rate);
        }
        return String.format(Locale.ROOT, "the learning_rate %s is too small: try %s", rate,
                digits(Math.max(rate * USUAL_FACTOR, usual(optimizer))));
    }

    private static String lower(Optimizer optimizer) {
        return digits(Math.min(optimizer.learningRate() / USUAL_FACTOR, usual(optimizer)));
    }

    private static String digits(double rate) {
        return Float.toString((float) rate);
    }

    private String ended(EpochReport last) {
        boolean isScheduled = last.learningRate() < ENDED * options.optimizer().learningRate();
        return isScheduled
                ? String.format(Locale.ROOT,
                        "the schedule has lowered the learning_rate from %s to %s; use a slower schedule, or train for fewer epochs",
                        options.optimizer().learningRate(), digits(last.learningRate()))
                : "neither dead units nor small steps are the cause, so more epochs will not help; train for fewer, or try another initialisation";
    }

    /// With which a first try usually begins.
    private static double usual(Optimizer optimizer) {
        return switch (optimizer) {
            case Adam _, AdamW _, NAdam _, RmsProp _ -> 0.001;
            case Adagrad _ -> 0.01;
            case Sgd _ -> 0.1;
            case Adadelta _ -> 1;
        };
    }
}

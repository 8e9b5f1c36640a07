package dev.hourglass.spark;

import dev.hourglass.internal.exec.Buckets;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.spec.Autoencoder;
import java.util.Locale;

/// How a model is trained, chosen by spec and data alone: a choice by the clock would change the weights from run to run.
///
/// @param localSteps of a round in mode [TrainingMode#LOCAL]
/// @param reason in words
record TrainingPlan(TrainingMode mode, int localSteps, String reason) {
    /// What a round was measured to cost with executors in processes of their own: seconds, and seconds for each parameter.
    private static final double ROUND = 0.1;
    private static final double ROUND_OF_A_PARAMETER = 1e-7;
    /// Multiplications and additions of a training step in a second of one core.
    private static final double SPEED = 2e10;
    /// Of the time of a round, what may be spent on anything but steps.
    private static final double OVERHEAD = 0.1;

    /// @param asked the mode that the user wants
    /// @param steps of a round that the user wants; 0 to choose them
    /// @param bytes of all samples
    /// @param most bytes that are brought to the driver
    static TrainingPlan of(TrainingMode asked, int steps, Autoencoder spec, Buckets buckets, long bytes, long most) {
        if (asked == TrainingMode.SINGLE) {
            return new TrainingPlan(asked, 1, "asked for");
        }
        if (asked == TrainingMode.AUTO && bytes <= most) {
            return new TrainingPlan(TrainingMode.SINGLE, 1, String.format(Locale.ROOT,
                    "the samples take %,d bytes, at most the %,d of singleBytes", bytes, most));
        }
        var graph = Graph.of(spec, buckets.slice());
        var work = graph.work().times(buckets.slice());
        double step = (work.forward() + work.weightGradient() + work.inputGradient()) / SPEED;
        double round = ROUND + ROUND_OF_A_PARAMETER * graph.parameters();
        int enough = (int) Math.clamp(Math.ceil(round / step / OVERHEAD), 1, buckets.steps());
        var estimate = String.format(Locale.ROOT, "a step takes about %.2g s and a round %.2g s beside it", step,
                round);
        if (asked == TrainingMode.SYNC || (asked == TrainingMode.AUTO && enough == 1)) {
            return new TrainingPlan(TrainingMode.SYNC, 1, asked == TrainingMode.SYNC ? "asked for" : estimate);
        }
        return new TrainingPlan(TrainingMode.LOCAL, steps > 0 ? steps : enough, steps > 0 ? "asked for" : estimate);
    }

    /// The mode, for the metadata of models and beside checkpoints.
    String text() {
        return mode == TrainingMode.LOCAL
                ? String.format(Locale.ROOT, "%s, %d steps a round", mode.word(), localSteps)
                : mode.word();
    }
}

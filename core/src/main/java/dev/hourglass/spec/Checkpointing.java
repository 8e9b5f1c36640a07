package dev.hourglass.spec;

import dev.hourglass.internal.check.Require;
import java.util.Optional;

/// After so many epochs, after so many minutes, and when the training is stopped. A checkpoint that cannot be written ends the
/// training.
///
/// @param every epochs between two checkpoints, at least 1; there is always one after the last epoch
/// @param minutes also in the midst of an epoch, when so many minutes have passed since the last checkpoint; above 0
/// @param keep how many of the latest checkpoints stay, at least 1; beside them stays that of the lowest validation loss
///     or, where nothing is validated, of the lowest loss
public record Checkpointing(int every, Optional<Double> minutes, int keep) implements CheckpointPolicy {
    private static final int USUAL_KEEP = 2;

    public Checkpointing {
        Require.positive("checkpoint", "every", every);
        minutes.ifPresent(number -> Require.positive("checkpoint", "minutes", (double) number));
        Require.positive("checkpoint", "keep", keep);
    }

    /// After every so many epochs; the latest two and the best one stay.
    public Checkpointing(int every) {
        this(every, Optional.empty(), USUAL_KEEP);
    }

    /// The same with another `every`.
    public Checkpointing withEvery(int every) {
        return new Checkpointing(every, minutes, keep);
    }

    /// The same with another `minutes`.
    public Checkpointing withMinutes(double minutes) {
        return new Checkpointing(every, Optional.of(minutes), keep);
    }

    /// The same without `minutes`.
    public Checkpointing withoutMinutes() {
        return new Checkpointing(every, Optional.empty(), keep);
    }

    /// The same with another `keep`.
    public Checkpointing withKeep(int keep) {
        return new Checkpointing(every, minutes, keep);
    }
}

package dev.hourglass.spark;

import dev.hourglass.spec.Checkpointing;
import dev.hourglass.spec.TrainingOptions;
import java.io.IOException;

/// A driver that trains until it is killed.
final class DyingDriver {
    static final TrainingOptions OPTIONS = Trainings.options().withEpochs(8).withCheckpoint(new Checkpointing(1));

    private DyingDriver() {}

    public static void main(String[] checkpoints) throws IOException {
        try (var session = Sessions.local(2)) {
            Trainings.estimator(SmallModels.dense(), OPTIONS, "sync").setCheckpointDir(checkpoints[0])
                    .fit(Trainings.frame(session, SmallModels.dense()));
        }
    }
}

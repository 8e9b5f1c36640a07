package dev.hourglass.experiments;

import dev.hourglass.model.ModelFileException;
import dev.hourglass.train.TrainingListener;
import java.util.Locale;

/// Says that checkpoints cannot be written, and that the training goes on.
record CheckpointFailures(RunMonitor monitor) implements TrainingListener {
    @Override
    public void onCheckpointFailure(ModelFileException failure) {
        monitor.report(
                String.format(Locale.ROOT,
                        "%s; the training continues, but may not be resumable (--set train.checkpoint=off writes no checkpoints)",
                        failure.getMessage()));
    }
}

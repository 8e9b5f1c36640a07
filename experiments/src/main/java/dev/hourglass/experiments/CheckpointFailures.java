package dev.hourglass.experiments;

import dev.hourglass.model.ModelFileException;
import dev.hourglass.train.TrainingListener;
import java.util.Locale;

/// Reports that checkpoints cannot be written and that the training continues.
record CheckpointFailures(RunMonitor monitor) implements TrainingListener {
    @Override
    public void onCheckpointFailure(ModelFileException failure) {
        monitor.report(
                String.format(Locale.ROOT,
                        "%s; the training continues, but may not be resumable (--set train.checkpoint=off writes no checkpoints)",
                        failure.getMessage()));
    }
}

package dev.hourglass.bench.crash;

import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Checkpointing;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.train.Checkpoint;
import dev.hourglass.train.EpochReport;
import dev.hourglass.train.Trainer;
import dev.hourglass.train.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The process that is killed: resumes from the latest checkpoint of a folder, where there is one, writes checkpoints as
/// often as it can, and overwrites a model file after every epoch.
final class Trainee {
    static final String BEGUN = "begun";
    static final String MODEL = "model.hourglass";

    private static final int EPOCHS = 120;
    private static final int SAMPLES = 512;
    private static final Shape SHAPE = Shape.of(48);

    private Trainee() {}

    /// Prints [#BEGUN], then the checksum of the weights or what went wrong.
    ///
    /// @param arguments the folder, and the number of threads
    static void main(String[] arguments) {
        try {
            train(arguments);
        } catch (RuntimeException e) {
            System.out.println(e);
        }
    }

    private static void train(String[] arguments) {
        var folder = Path.of(arguments[0]);
        var spec = new Autoencoder(
                SHAPE,
                List.of(new Dense(24, Activation.TANH)),
                List.of(new Dense(SHAPE.size(), Activation.IDENTITY)),
                new MeanSquaredError());
        var options = TrainingOptions.of(new Adam(0.002)).withEpochs(EPOCHS).withBatchSize(32).withSeed(7)
                .withCheckpoint(new Checkpointing(1, Optional.of(5e-4), 2));
        var start = Checkpoint.latest(folder);
        var trainer = new Trainer(spec, options)
                .withThreads(Integer.parseInt(arguments[1]))
                .withCheckpoints(folder)
                .withListener(new TrainingListener() {
                    @Override
                    public void onEpoch(EpochReport epoch) {
                        Checkpoint.latest(folder).ifPresent(latest -> latest.model().save(folder.resolve(MODEL)));
                    }
                });
        System.out.println(BEGUN);
        var result = (start.isPresent() ? trainer.resume(start.get()) : trainer).train(data());
        result.model().save(folder.resolve(MODEL));
        System.out.println(result.model().weightsSha256());
    }

    private static Dataset data() {
        var values = new float[SAMPLES * SHAPE.size()];
        for (int i = 0; i < values.length; i++) {
            int sample = i / SHAPE.size();
            values[i] = (float) StrictMath.sin(i * 0.37 + sample * 1.7);
        }
        return Dataset.ofFloats("waves", SHAPE, values, Optional.empty());
    }
}

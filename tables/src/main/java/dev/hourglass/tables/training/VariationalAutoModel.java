package dev.hourglass.tables.training;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.optimizer.AdamW;
import dev.hourglass.table.TableSchema;
import java.util.List;
import java.util.Optional;

/// The variational model and its training that are taken where a user says nothing else: chosen for synthetic rows that are
/// distributed like those of training (docs/synthesize.md).
final class VariationalAutoModel {
    private static final int LEAST_UNITS = 128;
    private static final int MOST_UNITS = 256;
    private static final int CODE = 16;
    /// Of the divergence: the losses of columns are divided by what it costs to ignore the others, which is more than what is left of
    /// them where columns say much about each other.
    private static final double BETA = 0.1;

    private static final double LEARNING_RATE = 0.002;
    private static final double WEIGHT_DECAY = 0.01;
    /// Of AdamW; the optimizer's own constants.
    private static final double BETA1 = 0.9;

    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-7;
    private static final int STEPS = 4000;
    private static final int LEAST_BATCH = 64;
    private static final int MOST_BATCH = 512;
    private static final int LEAST_EPOCHS = 2;

    private VariationalAutoModel() {}

    /// @param rows to train on, at least 1
    static Experiment of(String data, TableSchema schema, int rows, long seed) {
        return new Experiment(Optional.of(data), model(schema), training(rows, seed));
    }

    private static Autoencoder model(TableSchema schema) {
        int features = schema.features();
        int units = Math.clamp(features, LEAST_UNITS, MOST_UNITS);
        return new Autoencoder(
                schema.shape(),
                new NoCorruption(),
                List.of(new Dense(units, Activation.RELU), new Dense(LEAST_UNITS, Activation.RELU)),
                new GaussianLatent(CODE, BETA),
                List.of(new Dense(LEAST_UNITS, Activation.RELU), new Dense(units, Activation.RELU),
                        new Dense(features, Activation.IDENTITY)),
                schema.losses(),
                List.of(),
                false);
    }

    /// @param rows to train on, at least 1
    static TrainingOptions training(int rows, long seed) {
        int batch = Math.min(rows, Math.clamp(rows / 64, LEAST_BATCH, MOST_BATCH));
        int epochs = Math.max(LEAST_EPOCHS, Math.ceilDiv(STEPS * batch, rows));
        return TrainingOptions.of(new AdamW(LEARNING_RATE, BETA1, BETA2, EPSILON, WEIGHT_DECAY))
                .withEpochs(epochs).withBatchSize(batch).withSeed(seed);
    }
}

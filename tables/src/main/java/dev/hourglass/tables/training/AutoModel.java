package dev.hourglass.tables.training;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.corruption.ColumnNoise;
import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.optimizer.AdamW;
import dev.hourglass.table.TableSchema;
import java.util.List;
import java.util.Optional;

/// The model and the training that are taken where a user says nothing: a denoising autoencoder for rows of any kind, chosen on
/// tables of 129 to 3,400 rows with 8 % and less anomalies among them, which are not marked (docs/anomalies.md).
///
/// Much noise and much weight decay keep it from learning single rows by heart, the unusual ones above all.
public final class AutoModel {
    private static final int LEAST_UNITS = 64;
    private static final int MOST_UNITS = 256;
    /// Noise for each column: the more of them there are, the more can be missed; and within which limits.
    private static final double SIGMA = 0.1;

    private static final double LEAST_SIGMA = 0.5;
    private static final double MOST_SIGMA = 2;
    private static final double LEFT_OUT = 0.5;
    private static final double LEARNING_RATE = 0.003;
    private static final double WEIGHT_DECAY = 3;
    /// Of AdamW; the optimizer's own constants.
    private static final double BETA1 = 0.9;

    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-7;
    private static final int STEPS = 1000;
    private static final int LEAST_BATCH = 64;
    private static final int MOST_BATCH = 512;
    /// Rows from which on decay falls: what many rows say is not learnt by heart.
    private static final double MANY_ROWS = 5000;
    private static final int LEAST_EPOCHS = 2;

    private AutoModel() {}

    /// @param rows to train on, at least 1
    public static Experiment of(String data, TableSchema schema, int rows, long seed) {
        return new Experiment(Optional.of(data), model(schema, 1), training(rows, seed));
    }

    /// Likewise for windows over time.
    ///
    /// @param length rows of a window
    /// @param windows to train on, at least 1
    static Experiment ofWindows(String data, TableSchema schema, int length, int windows, long seed) {
        return new Experiment(Optional.of(data), model(schema, length), training(windows, seed));
    }

    private static Autoencoder model(TableSchema schema, int length) {
        int features = schema.features() * length;
        int units = Math.clamp(features, LEAST_UNITS, MOST_UNITS);
        return new Autoencoder(
                Shape.of(features),
                new ColumnNoise(Math.clamp(SIGMA * schema.columns().size(), LEAST_SIGMA, MOST_SIGMA), LEFT_OUT),
                List.of(new Dense(units, Activation.TANH), new Dense(LEAST_UNITS, Activation.TANH),
                        new Dense(LEAST_UNITS, Activation.IDENTITY)),
                new DeterministicLatent(),
                List.of(new Dense(LEAST_UNITS, Activation.TANH), new Dense(units, Activation.TANH),
                        new Dense(features, Activation.IDENTITY)),
                schema.losses(length),
                List.of(),
                false);
    }

    /// @param rows to train on, at least 1
    static TrainingOptions training(int rows, long seed) {
        int batch = Math.min(rows, Math.clamp(rows / 64, LEAST_BATCH, MOST_BATCH));
        int epochs = Math.max(LEAST_EPOCHS, Math.ceilDiv(STEPS * batch, rows));
        double decay = WEIGHT_DECAY * Math.min(1, MANY_ROWS / rows);
        return TrainingOptions.of(new AdamW(LEARNING_RATE, BETA1, BETA2, EPSILON, decay))
                .withEpochs(epochs).withBatchSize(batch).withSeed(seed);
    }
}

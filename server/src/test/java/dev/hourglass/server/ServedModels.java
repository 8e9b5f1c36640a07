package dev.hourglass.server;

import dev.hourglass.model.TableModel;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Flatten;
import dev.hourglass.spec.layer.Reshape;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.table.BooleanType;
import dev.hourglass.table.CategoricalType;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.NumericType;
import dev.hourglass.table.Scale;
import dev.hourglass.table.TableSchema;
import dev.hourglass.table.TimestampType;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Small models of every kind that is served.
public final class ServedModels {
    public static final int ROWS = 400;
    private static final int TRAINING = 300;

    private ServedModels() {}

    /// Of pictures `[4, 3, 1]`, with a code of 5.
    public static TrainedAutoencoder ofPictures(long seed) {
        return TrainedAutoencoder.initial(new Autoencoder(
                Shape.of(4, 3, 1), List.of(new Flatten(), new Dense(5, Activation.RELU)),
                List.of(new Dense(12, Activation.SIGMOID), new Reshape(Shape.of(4, 3, 1))), new BinaryCrossEntropy()),
                seed);
    }

    /// Of six features, with a code of 2.
    public static TrainedAutoencoder variational() {
        return TrainedAutoencoder.initial(new Autoencoder(Shape.of(6), List.of(new Dense(8, Activation.TANH)),
                new GaussianLatent(2, 1), List.of(new Dense(6, Activation.IDENTITY)), new MeanSquaredError()), 3);
    }

    /// Orders, some of whose weights are missing.
    public static List<ColumnValues> orders() {
        var random = new SplittableRandom(4);
        var country = new @Nullable String[ROWS];
        var amount = new double[ROWS];
        var express = new double[ROWS];
        var weight = new double[ROWS];
        var day = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            int which = random.nextInt(3);
            country[row] = new String[] {"DE", "AT", "MT"}[which];
            express[row] = random.nextInt(4) == 0 ? 1 : 0;
            amount[row] = (100 + 200 * which) * (1 + express[row] / 2) * (1 + 0.02 * random.nextGaussian());
            weight[row] = random.nextInt(20) == 0 ? Double.NaN : amount[row] / 10 + random.nextGaussian();
            day[row] = 86_400.0 * (20_000 + random.nextInt(300));
        }
        return List.of(new ColumnValues.Texts(country), new ColumnValues.Numbers(amount),
                new ColumnValues.Numbers(express),
                new ColumnValues.Numbers(weight), new ColumnValues.Numbers(day));
    }

    /// Of [#orders], with random weights.
    public static TableModel ofOrders() {
        var cells = orders();
        var schema = TableSchema.fit(List.of(new ColumnSpec("country", new CategoricalType(64)),
                new ColumnSpec("amount", new NumericType(Scale.STANDARD)), new ColumnSpec("express", new BooleanType()),
                new ColumnSpec("weight", new NumericType(Scale.STANDARD)), new ColumnSpec("day", new TimestampType())),
                cells, ROWS);
        var features = new float[ROWS * schema.features()];
        schema.encode(cells, ROWS, features);
        var rows = EncodedTable.of("orders", schema, features, ROWS, List.of());
        var training = rows.select(IntStream.range(0, TRAINING).toArray());
        var spec = new Autoencoder(schema.shape(), List.of(new Dense(6, Activation.TANH)),
                List.of(new Dense(schema.features(), Activation.IDENTITY)), schema.losses());
        return TableModel.calibrated(TrainedAutoencoder.initial(spec, 2), training, training,
                rows.select(IntStream.range(TRAINING, ROWS).toArray()));
    }
}

package dev.hourglass.spark;

import dev.hourglass.model.TableModel;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.corruption.ColumnNoise;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Interpolation;
import dev.hourglass.spec.layer.MaxPool2d;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.table.BooleanType;
import dev.hourglass.table.CategoricalType;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.NumericType;
import dev.hourglass.table.Scale;
import dev.hourglass.table.TableSchema;
import dev.hourglass.table.TimestampType;
import dev.hourglass.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/// Models and rows to test with.
final class SmallModels {
    static final int ORDERS = 1200;

    private SmallModels() {}

    static Autoencoder dense() {
        return new Autoencoder(Shape.of(7), List.of(new Dense(5, Activation.TANH), new Dense(3, Activation.IDENTITY)),
                List.of(new Dense(5, Activation.TANH), new Dense(7, Activation.IDENTITY)), new MeanSquaredError());
    }

    static Autoencoder convolutional() {
        return new Autoencoder(Shape.of(6, 6, 1), List.of(new Conv2d(4, 3, Activation.RELU), new MaxPool2d(2)),
                List.of(new Conv2d(4, 3, Activation.RELU), Upsample2d.by(2, Interpolation.NEAREST),
                        new Conv2d(1, 3, Activation.SIGMOID)),
                new BinaryCrossEntropy());
    }

    static Autoencoder variational() {
        return new Autoencoder(Shape.of(7), List.of(new Dense(6, Activation.TANH)), new GaussianLatent(2, 1),
                List.of(new Dense(6, Activation.TANH), new Dense(7, Activation.IDENTITY)), new MeanSquaredError());
    }

    static TrainedAutoencoder initial(Autoencoder spec) {
        return TrainedAutoencoder.initial(spec, 5);
    }

    /// Features from 0 to 1 that follow from two numbers and some noise.
    static float[][] rows(int count, int features) {
        var random = new SplittableRandom(11);
        var rows = new float[count][features];
        for (var row : rows) {
            double a = random.nextDouble();
            double b = random.nextDouble();
            for (int i = 0; i < features; i++) {
                row[i] = (float) (0.5 + 0.4 * Math.sin(6 * a + i * b) + 0.1 * (random.nextDouble() - 0.5));
            }
        }
        return rows;
    }

    /// Rows with a number and their features as `array<float>`.
    static Dataset<Row> frame(SparkSession session, float[][] rows) {
        var list = new ArrayList<Row>();
        for (int i = 0; i < rows.length; i++) {
            list.add(RowFactory.create(i, boxed(rows[i])));
        }
        return frame(session, list, DataTypes.createArrayType(DataTypes.FloatType));
    }

    static Dataset<Row> frame(SparkSession session, List<Row> rows, DataType features) {
        return session.createDataFrame(rows, new StructType(new StructField[] {
            new StructField("id", DataTypes.IntegerType, false, Metadata.empty()),
            new StructField("features", features, true, Metadata.empty())}));
    }

    static Object boxed(float[] row) {
        return IntStream.range(0, row.length).mapToObj(i -> row[i]).toList().toArray(Float[]::new);
    }

    /// Orders: the amount follows from the country, express orders cost a half more; some weights are missing.
    static List<ColumnValues> orders() {
        var random = new SplittableRandom(4);
        var country = new @Nullable String[ORDERS];
        var amount = new double[ORDERS];
        var express = new double[ORDERS];
        var weight = new double[ORDERS];
        var day = new double[ORDERS];
        for (int row = 0; row < ORDERS; row++) {
            int which = random.nextInt(3);
            country[row] = new String[] {"DE", "AT", "MT"}[which];
            express[row] = random.nextInt(4) == 0 ? 1 : 0;
            amount[row] = (100 + 200 * which) * (1 + express[row] / 2) * (1 + 0.02 * random.nextGaussian());
            weight[row] = random.nextInt(20) == 0 ? Double.NaN : amount[row] / 10 + random.nextGaussian();
            day[row] = 86_400.0 * (20_000 + random.nextInt(300));
        }
        return List.of(new ColumnValues.Texts(country), new ColumnValues.Numbers(amount),
                new ColumnValues.Numbers(express), new ColumnValues.Numbers(weight), new ColumnValues.Numbers(day));
    }

    static List<ColumnSpec> orderColumns() {
        return List.of(new ColumnSpec("country", new CategoricalType(64)),
                new ColumnSpec("amount", new NumericType(Scale.STANDARD)),
                new ColumnSpec("express", new BooleanType()), new ColumnSpec("weight", new NumericType(Scale.STANDARD)),
                new ColumnSpec("day", new TimestampType()));
    }

    static EncodedTable encodedOrders() {
        var cells = orders();
        var schema = TableSchema.fit(orderColumns(), cells, ORDERS);
        var features = new float[ORDERS * schema.features()];
        schema.encode(cells, ORDERS, features);
        return EncodedTable.of("orders", schema, features, ORDERS, List.of());
    }

    static Autoencoder table(TableSchema schema) {
        return new Autoencoder(
                schema.shape(), List.of(new Dense(24, Activation.TANH), new Dense(6, Activation.IDENTITY)),
                List.of(new Dense(24, Activation.TANH), new Dense(schema.features(), Activation.IDENTITY)),
                schema.losses()).withCorruption(new ColumnNoise(0.3, 0.2));
    }

    static TableModel orderModel() {
        var rows = encodedOrders();
        var training = rows.select(IntStream.range(0, 1000).toArray());
        var options = TrainingOptions.of(new Adam(0.005)).withEpochs(10).withBatchSize(50);
        return TableModel.calibrated(
                new Trainer(table(rows.schema()), options).train(training.samples()).model(), training, training,
                rows.select(IntStream.range(1000, ORDERS).toArray()));
    }

    /// The orders as Spark has them, with types of its own and their numbers.
    static Dataset<Row> orderFrame(SparkSession session) {
        var cells = orders();
        var rows = new ArrayList<Row>();
        for (int i = 0; i < ORDERS; i++) {
            double weight = number(cells, 3, i);
            rows.add(RowFactory.create(i, ((ColumnValues.Texts) cells.getFirst()).values()[i], number(cells, 1, i),
                    number(cells, 2, i) == 1, Double.isNaN(weight) ? null : weight,
                    java.sql.Date.valueOf(java.time.LocalDate.ofEpochDay((long) (number(cells, 4, i) / 86_400)))));
        }
        return session.createDataFrame(rows, new StructType()
                .add("id", DataTypes.IntegerType).add("country", DataTypes.StringType)
                .add("amount", DataTypes.DoubleType).add("express", DataTypes.BooleanType)
                .add("weight", DataTypes.DoubleType).add("day", DataTypes.DateType));
    }

    private static double number(List<ColumnValues> cells, int column, int row) {
        return ((ColumnValues.Numbers) cells.get(column)).values()[row];
    }
}

package dev.hourglass.spark;

import dev.hourglass.internal.json.Json;
import dev.hourglass.internal.notation.Notation;
import dev.hourglass.model.TableModel;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.TableSchema;
import dev.hourglass.train.TrainingResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Trains the model of a table anew on all rows: its columns, its network and its options, then calibrated by rows that were held out.
final class TableRetraining {
    /// Rows by which a model is calibrated, those of the lowest ranks: chosen by their hash, they are like all others.
    private static final int MOST = 100_000;
    /// Of the rows held out, where the options hold out none: scores need rows that were not trained on.
    private static final double HELD = 0.1;

    private TableRetraining() {}

    /// @param isSplit whether the rows say which of them are held out
    /// @throws SpecException if the model file does not say how it was trained
    static Experiment experiment(TableModel table, boolean isSplit) {
        var train = Optional.ofNullable(table.autoencoder().metadata().get("training")).map(TableRetraining::options)
                .orElseThrow(() -> new SpecException(
                        "tableModel: expected metadata of its training, found none; train it with hourglass train"));
        int buckets = train.buckets() == 1 ? AutoencoderEstimator.BUCKETS : train.buckets();
        int batch = Math.ceilDiv(train.batchSize(), buckets) * buckets;
        var options = train.withBatchSize(batch).withBuckets(buckets);
        double held = isSplit ? 0 : options.validation() > 0 ? options.validation() : HELD;
        return new Experiment(Optional.empty(), table.autoencoder().spec(), options.withValidation(held));
    }

    @SuppressWarnings("unchecked") // a training writes an object
    private static TrainingOptions options(String json) {
        return Notation.readTraining((Map<String, Object>) Json.parse(json));
    }

    static TrainingResult train(SparkTraining training, TableModel table) {
        return training.run((split, result) -> {
            var schema = table.schema();
            var trained = encoded(schema, split.rows().collect(0, Math.min(MOST, split.samples())));
            var held = encoded(schema, split.held());
            var model = TableModel.calibrated(result.model(), trained, trained, held).autoencoder();
            return new TrainingResult(model, result.epochs(), result.diagnostics(), result.ending(), result.profile());
        });
    }

    private static EncodedTable encoded(TableSchema schema, float[][] rows) {
        var features = new float[Math.multiplyExact(rows.length, schema.features())];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, features, row * schema.features(), schema.features());
        }
        return EncodedTable.of("data set", schema, features, rows.length, List.of());
    }
}

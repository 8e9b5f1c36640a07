package dev.hourglass.tables.training;

import dev.hourglass.data.Dataset;
import dev.hourglass.metric.IsolationForest;
import dev.hourglass.metric.Pca;
import dev.hourglass.metric.RocCurve;
import dev.hourglass.model.TableModel;
import dev.hourglass.table.EncodedTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How well scores tell labelled anomalies from other rows, beside an isolation forest and PCA on the same rows.
///
/// @param rows that have a label
/// @param anomalies among them
/// @param model the autoencoder's
/// @param threshold of the model
/// @param forest the isolation forest's
/// @param pca of the reconstruction error by principal components; empty where rows have more features than that takes
public record TableEvaluation(
        int rows, int anomalies, RocCurve model, double threshold, RocCurve forest, Optional<RocCurve> pca) {
    /// The share of the variance that the principal components explain.
    private static final double EXPLAINED = 0.9;

    private static final int MOST_FEATURES = 1024;

    /// @param table all rows; the labels of some
    public static TableEvaluation of(TableModel model, EncodedTable table, AnomalyLabels labels, long seed) {
        var filled = filled(table);
        var scores = model.score(table).scores();
        var forest = IsolationForest.fit(filled, seed).score(filled);
        var roc = RocCurve.of(labels.of(scores), labels.isAnomaly());
        return new TableEvaluation(
                labels.rows().length, roc.positives(), roc, model.threshold(),
                RocCurve.of(labels.of(forest), labels.isAnomaly()),
                pca(filled).map(errors -> RocCurve.of(labels.of(errors), labels.isAnomaly())));
    }

    /// What other methods read: nothing where a cell is missing.
    private static Dataset filled(EncodedTable table) {
        var samples = table.samples();
        return Dataset.ofFloats(samples.name(), samples.shape(), samples.size(), (row, features) -> {
            samples.read(row, 0, features.length, features, 0, 1);
            for (int i = 0; i < features.length; i++) {
                features[i] = Float.isNaN(features[i]) ? 0 : features[i];
            }
        }, Optional.empty());
    }

    private static Optional<double[]> pca(Dataset data) {
        int features = data.shape().size();
        if (features > MOST_FEATURES || features < 2) {
            return Optional.empty();
        }
        var pca = Pca.fit(data);
        double explained = 0;
        int components = 0;
        while (components < features - 1 && explained < EXPLAINED) {
            explained += pca.explainedVariance()[components++];
        }
        var reconstructions = pca.reconstruct(data, components);
        var errors = new double[data.size()];
        for (int row = 0; row < errors.length; row++) {
            errors[row] = squares(data.sample(row), reconstructions[row]);
        }
        return Optional.of(errors);
    }

    private static double squares(float[] sample, float[] reconstruction) {
        double sum = 0;
        for (int i = 0; i < sample.length; i++) {
            double difference = (double) sample[i] - reconstruction[i];
            sum += difference * difference;
        }
        return sum;
    }

    /// The measures by name.
    public Map<String, Object> metrics() {
        var metrics = new LinkedHashMap<String, Object>();
        metrics.put("roc_auc", model.area());
        metrics.put("average_precision", model.averagePrecision());
        metrics.put("f1", model.fScore(threshold, 1));
        return metrics;
    }

    /// The measures of other methods by name.
    public Map<String, Object> baselines() {
        var baselines = new LinkedHashMap<String, Object>();
        baselines.put("isolation_forest", of(forest));
        pca.ifPresent(curve -> baselines.put("pca", of(curve)));
        return baselines;
    }

    private static Map<String, Object> of(RocCurve curve) {
        var measures = new LinkedHashMap<String, Object>();
        measures.put("roc_auc", curve.area());
        measures.put("average_precision", curve.averagePrecision());
        return measures;
    }
}

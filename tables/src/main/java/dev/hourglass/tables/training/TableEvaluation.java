package dev.hourglass.tables.training;

import dev.hourglass.data.Dataset;
import dev.hourglass.metric.IsolationForest;
import dev.hourglass.metric.Pca;
import dev.hourglass.metric.RocCurve;
import dev.hourglass.model.WindowModel;
import dev.hourglass.model.WindowScores;
import dev.hourglass.spec.Shape;
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
    /// Rows that the components are of; where there are more, rows at equal distances stand for all.
    private static final int MOST_FITTED = 1 << 17;
    /// Rows that are reconstructed at a time.
    private static final int BLOCK = 4096;

    /// Of windows over time, on the rows that are in one.
    ///
    /// @param scores of the table's rows
    static TableEvaluation ofWindows(
            WindowModel model, EncodedTable table, WindowScores scores, AnomalyLabels labels, long seed) {
        return of(scores.rows(), model.threshold(), table, labels.among(row -> !Double.isNaN(scores.rows()[row])),
                seed);
    }

    /// @param scores of all rows; what those without a label have does not matter
    /// @param threshold of the model
    /// @param table all rows
    /// @param labels of some of them
    static TableEvaluation of(
            double[] scores, double threshold, EncodedTable table, AnomalyLabels labels, long seed) {
        var filled = new Filled(table.samples());
        var roc = RocCurve.of(labels.of(scores), labels.isAnomaly());
        var forest = RocCurve.of(labels.of(IsolationForest.fit(filled, seed).score(filled)), labels.isAnomaly());
        return new TableEvaluation(
                labels.rows().length, roc.positives(), roc, threshold, forest,
                pca(table).map(errors -> RocCurve.of(labels.of(errors), labels.isAnomaly())));
    }

    /// What other methods read: nothing where a cell is missing.
    private record Filled(Dataset samples) implements Dataset {
        @Override
        public String name() {
            return samples.name();
        }

        @Override
        public Shape shape() {
            return samples.shape();
        }

        @Override
        public int size() {
            return samples.size();
        }

        @Override
        public void read(int sample, int from, int count, float[] into, int at, int stride) {
            samples.read(sample, from, count, into, at, stride);
            for (int i = at; i < at + count * stride; i += stride) into[i] = Float.isNaN(into[i]) ? 0 : into[i];
        }
    }

    private static Optional<double[]> pca(EncodedTable table) {
        int features = table.schema().features();
        if (features > MOST_FEATURES || features < 2) {
            return Optional.empty();
        }
        var pca = Pca.fit(new Filled(table.spread(MOST_FITTED).samples()));
        double explained = 0;
        int components = 0;
        while (components < features - 1 && explained < EXPLAINED) {
            explained += pca.explainedVariance()[components++];
        }
        var errors = new double[table.rows()];
        var all = new Filled(table.samples());
        for (int from = 0; from < errors.length; from += BLOCK) {
            var some = all.slice(from, Math.min(from + BLOCK, errors.length));
            var reconstructions = pca.reconstruct(some, components);
            for (int i = 0; i < some.size(); i++) errors[from + i] = squares(some.sample(i), reconstructions[i]);
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

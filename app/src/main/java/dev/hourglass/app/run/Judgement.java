package dev.hourglass.app.run;

import dev.hourglass.data.DataSplit;
import dev.hourglass.model.TrainedAutoencoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How good a model is on the test samples of some data.
///
/// @param samples how many there are
/// @param metrics name to value, the model's own and the referee's, in a fixed order
/// @param seconds that the model's own took
/// @param referee the comparison with PCA
public record Judgement(int samples, Map<String, Double> metrics, double seconds, Referee referee) {
    /// Decides the noise of every evaluation, so that models are compared on the same samples.
    public static final long SEED = 1;

    public static Judgement of(TrainedAutoencoder model, DataSplit data) {
        long begin = System.nanoTime();
        var evaluation = model.evaluate(data.test(), SEED);
        double seconds = (System.nanoTime() - begin) / 1e9;
        var metrics = new LinkedHashMap<>(evaluation.metrics());
        var referee = Referee.judge(model, data, metrics.getOrDefault("mse", Double.NaN), SEED);
        if (referee instanceof Referee.Compared compared) {
            metrics.put("pca_mse", compared.pcaMse());
        }
        return new Judgement(evaluation.samples(), Collections.unmodifiableMap(metrics), seconds, referee);
    }
}

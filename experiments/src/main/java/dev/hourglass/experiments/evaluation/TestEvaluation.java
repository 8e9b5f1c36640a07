package dev.hourglass.experiments.evaluation;

import dev.hourglass.data.DataSplit;
import dev.hourglass.metric.ClassError;
import dev.hourglass.metric.Fidelity;
import dev.hourglass.model.Likelihood;
import dev.hourglass.model.TrainedAutoencoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How good a model is on the test samples of some data.
///
/// @param samples how many there are
/// @param metrics name to value, the model's own and the baseline's, in a fixed order
/// @param klPerDimension the divergence of each dimension of a variational code, in nats; else empty
/// @param seconds that the model's own took
/// @param baseline the comparison with PCA
/// @param byClass the error of each class, where the samples have labels
public record TestEvaluation(
        int samples,
        Map<String, Double> metrics,
        List<Double> klPerDimension,
        double seconds,
        PcaBaseline baseline,
        List<ClassError> byClass) {
    /// Decides the noise of every evaluation, so that models are compared on the same samples.
    public static final long SEED = 1;

    public static TestEvaluation of(TrainedAutoencoder model, DataSplit data) {
        long begin = System.nanoTime();
        var evaluation = model.evaluate(data.test(), SEED);
        double seconds = (System.nanoTime() - begin) / 1e9;
        var metrics = new LinkedHashMap<>(evaluation.metrics());
        var fidelity = Fidelity.of(data.test(), model.reconstruct(model.corrupt(data.test(), SEED)));
        fidelity.crossEntropy().ifPresent(nats -> metrics.putIfAbsent("bce", nats));
        fidelity.ssim().ifPresent(index -> metrics.put("ssim", index));
        var baseline = PcaBaseline.compare(model, data, metrics.getOrDefault("mse", Double.NaN), SEED);
        if (baseline instanceof PcaBaseline.Compared compared) {
            metrics.put("pca_mse", compared.pcaMse());
        }
        return new TestEvaluation(
                evaluation.samples(), Collections.unmodifiableMap(metrics), evaluation.klPerDimension(), seconds,
                baseline, fidelity.byClass());
    }

    /// The same with the likelihood of the samples, and the bound on it taken from the same codes.
    public TestEvaluation with(Likelihood likelihood) {
        var all = new LinkedHashMap<>(metrics);
        all.put("reconstruction", likelihood.reconstruction());
        all.put("kl", likelihood.divergence());
        all.put("elbo", likelihood.elbo());
        all.put("nll", likelihood.nll());
        return new TestEvaluation(samples, Collections.unmodifiableMap(all), klPerDimension, seconds, baseline,
                byClass);
    }
}

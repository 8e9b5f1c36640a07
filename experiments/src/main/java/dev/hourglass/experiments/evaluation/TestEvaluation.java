package dev.hourglass.experiments.evaluation;

import dev.hourglass.data.DataSplit;
import dev.hourglass.metric.ClassError;
import dev.hourglass.metric.Fidelity;
import dev.hourglass.model.ClassifierEvaluation;
import dev.hourglass.model.Evaluation;
import dev.hourglass.model.Likelihood;
import dev.hourglass.model.ReconstructionEvaluation;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.VariationalEvaluation;
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
        var metrics = EvaluationFields.of(evaluation);
        var fidelity = Fidelity.of(data.test(), model.reconstruct(model.corrupt(data.test(), SEED)));
        if (!metrics.containsKey(EvaluationFields.BCE)) {
            fidelity.crossEntropy().ifPresent(nats -> metrics.put(EvaluationFields.BCE, nats));
        }
        fidelity.ssim().ifPresent(index -> metrics.put(EvaluationFields.SSIM, index));
        metrics.putAll(EvaluationFields.ofColours(data.test().shape(), fidelity));
        var baseline = PcaBaseline.compare(model, data, metrics.getOrDefault(EvaluationFields.MSE, Double.NaN), SEED);
        if (baseline instanceof PcaBaseline.Compared compared) {
            metrics.put(EvaluationFields.PCA_MSE, compared.pcaMse());
        }
        return new TestEvaluation(
                evaluation.samples(), Collections.unmodifiableMap(metrics), klPerDimension(evaluation), seconds,
                baseline, fidelity.byClass());
    }

    private static List<Double> klPerDimension(Evaluation evaluation) {
        return switch (evaluation) {
            case ReconstructionEvaluation reconstruction ->
                reconstruction.variational().map(VariationalEvaluation::klPerDimension).orElse(List.of());
            case ClassifierEvaluation _ -> List.of();
        };
    }

    /// The same with the likelihood of the samples, and the bound on it taken from the same codes.
    public TestEvaluation with(Likelihood likelihood) {
        var all = new LinkedHashMap<>(metrics);
        all.putAll(EvaluationFields.of(likelihood));
        return new TestEvaluation(samples, Collections.unmodifiableMap(all), klPerDimension, seconds, baseline,
                byClass);
    }
}

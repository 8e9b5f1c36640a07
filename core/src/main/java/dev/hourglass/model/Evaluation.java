package dev.hourglass.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// How well a model does on some samples.
///
/// @param samples how many
/// @param metrics by name, in the order of a report: `loss`, the objective per feature with the spec's corruption; `mse`,
///     the squared error per feature against the uncorrupted sample; `bce`, the cross-entropy per feature in nats, where
///     that is the loss; `psnr` in dB for values in 0..1; `psnr_corrupted`, that of the corrupted input; `mse_inside`, the
///     squared error per feature of the pixels, or features of a flat sample, that a corruption of parts has changed, and
///     `mse_inside_corrupted`, that of the corrupted input; `penalty`, what penalties add to `loss`. Of an autoencoder that
///     asks for sparse codes also `mean_activation`, the mean number in a code, and `non_zeros`, how many of a code are not
///     0, where they can be. Of a variational code also, all of them per sample in nats: `reconstruction`, the negative
///     log-likelihood of the sample given a code; `kl`, the divergence of the posterior from the prior; `elbo`, the evidence
///     lower bound, which is `-(reconstruction + kl)`; and `active_units`, how many dimensions tell samples apart. Of a
///     classifier `loss`, its cross-entropy per sample in nats, and `accuracy`, the share of samples whose class is told
/// @param klPerDimension `kl` for each dimension of a variational code; empty for a plain one
public record Evaluation(int samples, Map<String, Double> metrics, List<Double> klPerDimension) {
    public Evaluation {
        klPerDimension = List.copyOf(klPerDimension);
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /// A measure by its name, where the model has it.
    public OptionalDouble metric(String name) {
        return metrics.containsKey(name) ? OptionalDouble.of(metrics.get(name)) : OptionalDouble.empty();
    }

    /// The objective per feature; that of a classifier per sample.
    public double loss() {
        return metrics.getOrDefault("loss", Double.NaN);
    }
}

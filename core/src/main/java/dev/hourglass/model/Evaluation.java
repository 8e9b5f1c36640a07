package dev.hourglass.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How well a model does on some samples.
///
/// @param samples how many
/// @param metrics by name, in the order of a report: `loss`, the objective per feature with the spec's corruption; `mse`,
///     the squared error per feature against the uncorrupted sample; `bce`, the cross-entropy per feature in nats, where
///     that is the loss; `kl`, the divergence per sample in nats, of a variational code; `psnr` in dB for values in 0..1;
///     `psnr_corrupted`, that of the corrupted input; `mse_inside`, the squared error per feature of the pixels, or features
///     of a flat sample, that a corruption of parts has changed, and `mse_inside_corrupted`, that of the corrupted input
public record Evaluation(int samples, Map<String, Double> metrics) {
    public Evaluation {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /// The objective per feature.
    public double loss() {
        return metrics.getOrDefault("loss", Double.NaN);
    }
}

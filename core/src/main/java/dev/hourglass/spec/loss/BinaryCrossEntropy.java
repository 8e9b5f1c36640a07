package dev.hourglass.spec.loss;

/// Cross-entropy between targets in 0..1 and the logistic function of the decoder's outputs, averaged over features
/// and samples, in nats.
///
/// The logistic function belongs to the loss: the decoder's last layer has no activation, or names `sigmoid`, which
/// means the same. Computed from the logits, so it is exact where the output saturates (Goodfellow et al. 2016,
/// section 6.2.2.2).
public record BinaryCrossEntropy() implements Loss {}

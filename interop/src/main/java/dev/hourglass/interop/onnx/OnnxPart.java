package dev.hourglass.interop.onnx;

import java.util.Locale;

/// What of a model an ONNX graph computes.
public enum OnnxPart {
    /// Samples to codes.
    ENCODER,
    /// Codes to reconstructions.
    DECODER,
    /// Samples to reconstructions, or to a classifier's probabilities.
    AUTOENCODER;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

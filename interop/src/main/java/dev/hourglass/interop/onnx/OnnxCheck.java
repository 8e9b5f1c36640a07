package dev.hourglass.interop.onnx;

/// What came of comparing an exported graph with the model that it was made of.
public sealed interface OnnxCheck {
    /// Both compute the same.
    ///
    /// @param largestDistance between their numbers, as [OnnxModel#TOLERANCE] counts it
    record Compared(double largestDistance) implements OnnxCheck {}

    /// ONNX Runtime is not there to compare with.
    ///
    /// @param reason why, as the end of a sentence
    record NotCompared(String reason) implements OnnxCheck {}
}

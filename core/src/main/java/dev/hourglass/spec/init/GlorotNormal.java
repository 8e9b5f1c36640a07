package dev.hourglass.spec.init;

/// Truncated normal with variance 2 / (fanIn + fanOut) (Glorot and Bengio 2010, equation 12).
public record GlorotNormal() implements Init {}

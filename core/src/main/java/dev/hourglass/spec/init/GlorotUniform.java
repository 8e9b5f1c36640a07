package dev.hourglass.spec.init;

/// Uniform in ±sqrt(6 / (fanIn + fanOut)) (Glorot and Bengio 2010, equation 16).
public record GlorotUniform() implements Init {}

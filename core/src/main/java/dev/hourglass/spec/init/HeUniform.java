package dev.hourglass.spec.init;

/// Uniform in ±sqrt(6 / fanIn) (He et al. 2015, equation 10, as a uniform distribution).
public record HeUniform() implements Init {}

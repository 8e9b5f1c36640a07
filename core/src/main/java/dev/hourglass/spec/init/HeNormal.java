package dev.hourglass.spec.init;

/// Truncated normal with variance 2 / fanIn (He et al. 2015, equation 10).
public record HeNormal() implements Init {}

package dev.hourglass.experiments.sweep;

import dev.hourglass.spec.Experiment;

/// One training of a sweep: what varies, and the spec that comes of it.
public record Trial(Combination combination, Experiment experiment) {}

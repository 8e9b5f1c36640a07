package dev.hourglass.spec.protocol;

/// What a measured value is compared with.
public sealed interface Reference permits PublishedValue, PcaReference {}

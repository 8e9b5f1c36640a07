package dev.hourglass.spec;

/// What stands between encoder and decoder.
public sealed interface Latent permits Plain, Gaussian {}

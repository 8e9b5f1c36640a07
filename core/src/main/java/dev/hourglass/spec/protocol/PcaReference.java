package dev.hourglass.spec.protocol;

/// The same measure of principal components (Hotelling 1933) with a code of the same size, fitted to the same training samples.
public record PcaReference() implements Reference {}

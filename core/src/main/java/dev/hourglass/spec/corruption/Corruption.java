package dev.hourglass.spec.corruption;

/// What is done to a training input before it is encoded; the loss compares with the input as it was
/// (Vincent et al. 2010).
///
/// It is drawn anew for every sample and epoch.
public sealed interface Corruption permits NoCorruption, GaussianNoise, Masking, SaltAndPepper, Rectangles, Crosshair {}

package dev.hourglass.spec.augmentation;

/// Sets each value to 1 with a probability of the value, and to 0 otherwise: dynamic binarisation (Salakhutdinov and Murray 2008). A value of 0 or less becomes 0, one of 1 or more
/// becomes 1.
///
/// It changes no places, so the samples need not be pictures.
public record RandomBinarisation() implements Augmentation {}

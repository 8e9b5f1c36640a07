package dev.hourglass.spec.protocol;

/// Which samples are drawn as zeros and ones before anything is trained.
public enum BinarisedPart {
    /// None: values are probabilities.
    NONE,
    /// Those to test with. The training samples are drawn anew in each epoch by `augment: [binarise]`.
    TEST,
    /// Those to train on as well.
    ALL
}

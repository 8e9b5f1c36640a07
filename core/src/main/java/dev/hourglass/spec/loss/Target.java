package dev.hourglass.spec.loss;

/// What a block of outputs is compared with.
public enum Target {
    /// The features of the sample in the same range, uncorrupted. For softmax, of one category, these are one-hot, or all 0 where
    /// the category is missing, which costs nothing.
    FEATURES,
    /// The class label of the sample, with one output for each class.
    CLASS
}

package dev.hourglass.table;

/// How numbers become features of about unit size.
public enum Scale {
    /// Mean 0 and standard deviation 1.
    STANDARD,
    /// The same of signed logarithms, for amounts that span several orders of magnitude.
    LOG,
    /// From 0 to 1.
    MIN_MAX,
    /// Median 0 and 1 between the quartiles.
    ROBUST,
    /// Ranks among the training rows, as quantiles of a normal distribution.
    QUANTILE
}

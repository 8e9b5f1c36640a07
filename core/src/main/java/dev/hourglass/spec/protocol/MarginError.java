package dev.hourglass.spec.protocol;

import dev.hourglass.internal.check.Require;

/// The share of test samples whose class linear support vector machines on the codes of the training samples get wrong, one for each class
/// against the others, with the squared hinge loss (Fan et al. 2008).
///
/// @param cost of a sample within the margin, beside half the squared weights; above 0
public record MarginError(double cost) implements Measure {
    public MarginError {
        Require.positive("margin_error", "cost", cost);
    }
}

package dev.hourglass.drift;

/// The result of one test.
///
/// @param effect how large the difference is, in 0..1: the distance of Kolmogorov and Smirnov, or Cramer's V
/// @param pValue the probability of such a difference where there is none
/// @param adjustedPValue likewise, for all tests of a report (Benjamini and Hochberg 1995)
public record Shift(double effect, double pValue, double adjustedPValue) {
    /// The expected share of false discoveries.
    public static final double FALSE_DISCOVERIES = 0.05;
    /// The least effect that counts: a small one after Cohen (1988). Of many rows every difference is significant.
    public static final double LEAST_EFFECT = 0.1;

    /// Whether the difference is significant and large enough to matter.
    public boolean isDrift() {
        return adjustedPValue <= FALSE_DISCOVERIES && effect >= LEAST_EFFECT;
    }
}

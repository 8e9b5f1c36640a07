package dev.hourglass.drift;

/// How the scores of rows differ from those of the rows that were held out in training.
///
/// @param distribution Kolmogorov-Smirnov
/// @param flagged of the rows that reach the threshold: chi squared
/// @param expectedShare of rows that reach the threshold
/// @param share of rows that reach it now
public record ScoreDrift(Shift distribution, Shift flagged, double expectedShare, double share) {
    public boolean isDrift() {
        return distribution.isDrift() || flagged.isDrift();
    }
}

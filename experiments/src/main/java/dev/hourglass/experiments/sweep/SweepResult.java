package dev.hourglass.experiments.sweep;

import java.util.List;

/// What a sweep has to show.
///
/// @param results of the trials that are done, now or in an earlier sweep, in the order of the grid
/// @param leftOut trials for which there was no time
public record SweepResult(List<TrialResult> results, List<Trial> leftOut) {
    public SweepResult {
        results = List.copyOf(results);
        leftOut = List.copyOf(leftOut);
    }
}

package dev.hourglass.experiments.figure;

/// The scores of rows that belong together.
///
/// @param label what the rows are, such as `held-out rows`
/// @param scores at least one
public record ScoreGroup(String label, double[] scores) {
    /// How many of them are as high as a threshold.
    public int reaching(double threshold) {
        int count = 0;
        for (double score : scores) count += score >= threshold ? 1 : 0;
        return count;
    }
}

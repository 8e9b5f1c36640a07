package dev.hourglass.drift;

/// The population stability index of two samples: `sum (q - p) log(q / p)` over their shares p and q, the symmetric divergence of Kullback and
/// Leibler (Jeffreys 1946; Siddiqi 2006). Below 0.1 is usually read as stable, above 0.25 as shifted.
final class PopulationStability {
    /// Shares are taken to be no less, so that the index stays finite.
    private static final double LEAST_SHARE = 1e-4;

    private PopulationStability() {}

    /// @param first how often each part occurs in one sample
    /// @param second likewise in the other
    /// @return 0 where one of them is empty
    static double index(long[] first, long[] second) {
        double firstSum = 0;
        double secondSum = 0;
        for (int i = 0; i < first.length; i++) {
            firstSum += first[i];
            secondSum += second[i];
        }
        double sum = 0;
        for (int i = 0; i < first.length && firstSum > 0 && secondSum > 0; i++) {
            double p = Math.max(first[i] / firstSum, LEAST_SHARE);
            double q = Math.max(second[i] / secondSum, LEAST_SHARE);
            sum += (q - p) * StrictMath.log(q / p);
        }
        return sum;
    }
}

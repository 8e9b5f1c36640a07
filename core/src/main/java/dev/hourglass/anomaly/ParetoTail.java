package dev.hourglass.anomaly;

/// The survival function of scores above a high threshold: a generalised Pareto distribution (Pickands 1975), fitted to the
/// excesses by probability-weighted moments (Hosking and Wallis 1987).
///
/// @param threshold from which score on it holds; infinite where there are too few scores to fit one
/// @param share of scores that are higher
/// @param shape below 1; above 0 for a heavy tail
/// @param scale above 0
public record ParetoTail(double threshold, double share, double shape, double scale) {
    private static final ParetoTail NONE = new ParetoTail(Double.POSITIVE_INFINITY, 0, 0, 1);
    /// The share of the highest scores that it is fitted to, and how many these are.
    private static final double HIGHEST = 0.05;

    private static final int FEWEST = 10;
    private static final int MOST = 200;
    /// A distribution with an end has it beyond what was seen; and one without a mean is not believed.
    private static final double LEAST_SHAPE = 0;

    private static final double LARGEST_SHAPE = 0.9;
    /// From which shape on the tail is not that of the exponential distribution.
    public static final double SMALLEST_SHAPE = 1e-9;
    /// The least probability.
    public static final double SMALLEST = 1e-300;

    /// @param scores rising
    /// @param asHigh how many of all are as high
    static ParetoTail fit(long count, double[] scores, double[] asHigh) {
        long wanted = Math.clamp((long) (HIGHEST * count), FEWEST, MOST);
        int first = scores.length - 1;
        while (first > 0 && asHigh[first] < wanted) first--;
        if (count < FEWEST || first + 2 >= scores.length) {
            return NONE;
        }
        double above = first == scores.length - 1 ? 0 : asHigh[first + 1];
        double threshold = scores[first];
        // Moments of the excesses, weighted by the shares of excesses as high.
        double mean = 0;
        double weighted = 0;
        for (int i = first + 1; i < scores.length; i++) {
            double equal = asHigh[i] - (i + 1 < scores.length ? asHigh[i + 1] : 0);
            double excess = scores[i] - threshold;
            mean += equal * excess / above;
            weighted += equal * excess * ((asHigh[i] - 0.5 * equal) / above) / above;
        }
        double difference = mean - 2 * weighted;
        if (!(difference > 0 && mean > 0)) {
            return NONE;
        }
        double shape = Math.clamp(2 - mean / difference, LEAST_SHAPE, LARGEST_SHAPE);
        // The scale that keeps the mean, for the shape that is believed.
        return new ParetoTail(threshold, above / count, shape, mean * (1 - shape));
    }

    /// The probability of a score as high; 1 below the threshold.
    double survival(double score) {
        if (!(score > threshold)) {
            return 1;
        }
        double excess = (score - threshold) / scale;
        double kept = shape < SMALLEST_SHAPE ? StrictMath.exp(-excess) : StrictMath.pow(1 + shape * excess, -1 / shape);
        return Math.max(share * kept, SMALLEST);
    }
}

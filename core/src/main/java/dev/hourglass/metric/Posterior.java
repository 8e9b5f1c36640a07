package dev.hourglass.metric;

import java.util.Arrays;
import java.util.stream.IntStream;

/// What a variational encoder gives for some samples: a normal distribution of codes for each, with independent dimensions.
///
/// @param means `[sample][dimension]`
/// @param logVariances `[sample][dimension]`, natural logarithms of the variances
public record Posterior(float[][] means, float[][] logVariances) {
    /// The variance of the posterior mean over data above which a latent dimension counts as active (Burda et al. 2016,
    /// section 5.2).
    public static final double ACTIVE = 0.01;

    public Posterior {
        means = copy(means);
        logVariances = copy(logVariances);
    }

    @Override
    public float[][] means() {
        return copy(means);
    }

    @Override
    public float[][] logVariances() {
        return copy(logVariances);
    }

    private static float[][] copy(float[][] rows) {
        return Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
    }

    /// The number of latent dimensions.
    public int size() {
        return means.length == 0 ? 0 : means[0].length;
    }

    /// For each dimension the divergence from the standard normal, averaged over samples, in nats:
    /// `(m² + exp(v) - 1 - v) / 2` (Kingma and Welling 2014, appendix B). They add up to the divergence of the code.
    public double[] klPerDimension() {
        var sums = new double[size()];
        for (int i = 0; i < means.length; i++) {
            for (int d = 0; d < sums.length; d++) {
                sums[d] += kl(means[i][d], logVariances[i][d]);
            }
        }
        return Arrays.stream(sums).map(sum -> sum / means.length).toArray();
    }

    private static double kl(double mean, double logVariance) {
        return 0.5 * (mean * mean + Math.expm1(logVariance) - logVariance);
    }

    /// For each dimension the variance over samples of the posterior's mean.
    public double[] meanVariances() {
        return IntStream.range(0, size()).mapToDouble(this::meanVariance).toArray();
    }

    private double meanVariance(int dimension) {
        double mean = Arrays.stream(means).mapToDouble(code -> code[dimension]).sum() / means.length;
        double squares = 0;
        for (var code : means) {
            squares += (code[dimension] - mean) * (code[dimension] - mean);
        }
        return squares / means.length;
    }

    /// The number of dimensions that distinguish samples: those whose mean varies by more than [#ACTIVE].
    public int activeUnits() {
        return (int) Arrays.stream(meanVariances()).filter(variance -> variance > ACTIVE).count();
    }
}

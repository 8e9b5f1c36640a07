package dev.hourglass.metric;

import java.util.Arrays;
import java.util.stream.IntStream;

/// A linear classifier of codes: how much of the classes can be read off a code by a linear map (Alain and Bengio 2017).
///
/// Features are brought to mean 0 and variance 1, then a loss with a little weight decay is minimised over all samples at once: the
/// cross-entropy of a softmax, or the squared hinge of a support vector machine. It is convex, so the probe depends on no starting point, no
/// order of samples and no learning rate; nor does it on the number of threads.
public final class LinearProbe {
    private static final double WEIGHT_DECAY = 1e-4;
    private static final double TOLERANCE = 2e-4;
    private static final int MOST_ITERATIONS = 200;

    private final LabelledCodes known;
    private final int classes;
    private final double[] means;
    private final double[] scales;

    /// `[class * (features + 1) + feature]`, the bias last.
    private final double[] weights;

    private LinearProbe(
            LabelledCodes known, double[] means, double[] scales, ClassLoss loss, double penalty) {
        this.known = known;
        this.classes = known.labels().classes();
        this.means = means;
        this.scales = scales;
        int[] labels = IntStream.range(0, known.size()).map(known.labels()::of).toArray();
        var objective = new LinearObjective(loss, standardised(known.rows()), labels, classes, penalty);
        this.weights = LimitedMemoryBfgs.minimise(
                objective, new double[objective.parameters()], TOLERANCE, MOST_ITERATIONS);
    }

    /// Learns to predict the classes of codes by a softmax regression. Each feature is brought to variance 1.
    public static LinearProbe fit(LabelledCodes codes) {
        var means = means(codes.rows());
        var scales = scales(squares(codes.rows(), means), codes.size());
        return new LinearProbe(codes, means, scales, ClassLoss.SOFTMAX, WEIGHT_DECAY);
    }

    /// Learns to predict the classes of codes by a linear support vector machine for each class against the others, with the
    /// squared hinge loss (Fan et al. 2008, LIBLINEAR). All features are divided by the root of their mean variance, so that those which are
    /// seldom active stay small.
    ///
    /// @param cost of a sample within the margin, beside half the squared weights; above 0
    /// @throws IllegalArgumentException if the cost is not above 0
    public static LinearProbe fitMargin(LabelledCodes codes, double cost) {
        if (!(cost > 0 && Double.isFinite(cost))) {
            throw new IllegalArgumentException("cost: expected a number above 0, found " + cost);
        }
        var means = means(codes.rows());
        var squares = squares(codes.rows(), means);
        Arrays.fill(squares, Arrays.stream(squares).average().orElseThrow());
        return new LinearProbe(
                codes, means, scales(squares, codes.size()), ClassLoss.SQUARED_HINGE, 1 / (cost * codes.size()));
    }

    /// The class with the highest score of each code.
    ///
    /// @param codes `[sample][feature of the code]`
    /// @throws IllegalArgumentException if a code is of another length than those learnt
    public int[] classify(float[][] codes) {
        known.requireLike(codes);
        var standard = standardised(codes);
        return IntStream.range(0, codes.length).parallel().map(i -> classify(standard[i])).toArray();
    }

    private int classify(float[] code) {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            int at = c * (code.length + 1);
            double logit = weights[at + code.length];
            for (int f = 0; f < code.length; f++) logit += weights[at + f] * code[f];
            if (logit > highest) {
                highest = logit;
                best = c;
            }
        }
        return best;
    }

    private float[][] standardised(float[][] codes) {
        var standard = new float[codes.length][means.length];
        for (int i = 0; i < codes.length; i++) {
            for (int f = 0; f < means.length; f++) {
                standard[i][f] = (float) ((codes[i][f] - means[f]) * scales[f]);
            }
        }
        return standard;
    }

    private static double[] means(float[][] codes) {
        var means = new double[codes[0].length];
        for (var code : codes) {
            for (int f = 0; f < means.length; f++) means[f] += code[f];
        }
        for (int f = 0; f < means.length; f++) means[f] /= codes.length;
        return means;
    }

    /// Of the distances from the means, summed over samples.
    private static double[] squares(float[][] codes, double[] means) {
        var squares = new double[means.length];
        for (var code : codes) {
            for (int f = 0; f < means.length; f++) squares[f] += (code[f] - means[f]) * (code[f] - means[f]);
        }
        return squares;
    }

    /// 1 over the deviation; 0 for a feature that never changes.
    private static double[] scales(double[] squares, int samples) {
        return Arrays.stream(squares).map(square -> square == 0 ? 0 : Math.sqrt(samples / square)).toArray();
    }
}

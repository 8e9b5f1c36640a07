package dev.hourglass.metric;

import java.util.stream.IntStream;

/// A softmax regression on codes: how much of the classes can be read off a code by a linear map (Alain and Bengio 2017).
///
/// Each feature is brought to mean 0 and variance 1, then the cross-entropy with a little weight decay is minimised
/// over all samples at once. It is convex, so the probe depends on no starting point, no order of samples and no
/// learning rate; nor does it on the number of threads.
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

    private LinearProbe(LabelledCodes known) {
        this.known = known;
        this.classes = known.labels().classes();
        this.means = means(known.rows());
        this.scales = scales(known.rows(), means);
        int[] labels = IntStream.range(0, known.size()).map(known.labels()::of).toArray();
        var objective = new SoftmaxObjective(standardised(known.rows()), labels, classes, WEIGHT_DECAY);
        this.weights = LimitedMemoryBfgs.minimise(
                objective, new double[objective.parameters()], TOLERANCE, MOST_ITERATIONS);
    }

    /// Learns to predict the classes of codes.
    public static LinearProbe fit(LabelledCodes codes) {
        return new LinearProbe(codes);
    }

    /// The most probable class of each code.
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

    /// 1 over the deviation; 0 for a feature that never changes.
    private static double[] scales(float[][] codes, double[] means) {
        var squares = new double[means.length];
        for (var code : codes) {
            for (int f = 0; f < means.length; f++) squares[f] += (code[f] - means[f]) * (code[f] - means[f]);
        }
        return IntStream.range(0, means.length)
                .mapToDouble(f -> squares[f] == 0 ? 0 : Math.sqrt(codes.length / squares[f]))
                .toArray();
    }
}

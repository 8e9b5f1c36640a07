package dev.hourglass.metric;

import java.util.Arrays;
import java.util.stream.IntStream;

/// What softmax regression minimises: the cross-entropy of classes, averaged over samples, and half the penalty times
/// the squared weights. Biases are not punished.
///
/// Samples are cut into a fixed number of groups; each is summed in order by one task, and the sums are added in the
/// order of groups.
final class SoftmaxObjective implements LimitedMemoryBfgs.Objective {
    private static final int GROUPS = 16;

    /// Samples that pass together, so that loops run over samples and weights instead of classes.
    private static final int BLOCK = 64;

    private final float[][] features;
    private final int[] labels;
    private final int width;
    private final int classes;
    private final double penalty;

    /// `[group][class * (width + 1) + feature]`, the bias last.
    private final double[][] gradients;

    /// @param features `[sample][feature]`, not copied
    /// @param labels the class of each sample, below `classes`
    SoftmaxObjective(float[][] features, int[] labels, int classes, double penalty) {
        this.features = features;
        this.labels = labels;
        this.width = features[0].length;
        this.classes = classes;
        this.penalty = penalty;
        this.gradients = new double[GROUPS][parameters()];
    }

    int parameters() {
        return Math.multiplyExact(classes, width + 1);
    }

    @Override
    public double at(double[] point, double[] gradient) {
        int size = Math.ceilDiv(features.length, GROUPS);
        double[] losses = IntStream.range(0, GROUPS)
                .parallel()
                .mapToDouble(g -> group(
                        point, Math.min(g * size, features.length), Math.min((g + 1) * size, features.length),
                        gradients[g]))
                .toArray();
        double loss = 0;
        Arrays.fill(gradient, 0);
        for (int g = 0; g < GROUPS; g++) {
            loss += losses[g];
            for (int i = 0; i < gradient.length; i++) gradient[i] += gradients[g][i];
        }
        return punish(point, gradient, loss / features.length);
    }

    private double punish(double[] point, double[] gradient, double loss) {
        double squares = 0;
        for (int i = 0; i < gradient.length; i++) {
            double weight = i % (width + 1) == width ? 0 : point[i];
            squares += weight * weight;
            gradient[i] = gradient[i] / features.length + penalty * weight;
        }
        return loss + penalty / 2 * squares;
    }

    private double group(double[] point, int from, int to, double[] gradient) {
        Arrays.fill(gradient, 0);
        double loss = 0;
        var columns = new double[width][BLOCK];
        var logits = new double[classes][BLOCK];
        for (int first = from; first < to; first += BLOCK) {
            int count = Math.min(BLOCK, to - first);
            turn(first, count, columns);
            for (int c = 0; c < classes; c++) {
                Arrays.fill(logits[c], point[c * (width + 1) + width]);
                for (int f = 0; f < width; f++) addScaled(logits[c], point[c * (width + 1) + f], columns[f]);
            }
            for (int i = 0; i < count; i++) loss += toResiduals(logits, i, labels[first + i]);
            for (int c = 0; c < classes; c++) addGradient(gradient, c * (width + 1), logits[c], first, count);
        }
        return loss;
    }

    /// Samples side by side: `[feature][sample]`.
    private void turn(int first, int count, double[][] columns) {
        for (int i = 0; i < count; i++) {
            var sample = features[first + i];
            for (int f = 0; f < width; f++) columns[f][i] = sample[f];
        }
    }

    /// From one sample's logits to its probabilities, less 1 for its own class.
    ///
    /// @return its cross-entropy
    private static double toResiduals(double[][] logits, int sample, int label) {
        double largest = Double.NEGATIVE_INFINITY;
        for (var logit : logits) largest = Math.max(largest, logit[sample]);
        double own = logits[label][sample];
        double sum = 0;
        for (var logit : logits) {
            logit[sample] = StrictMath.exp(logit[sample] - largest);
            sum += logit[sample];
        }
        for (var logit : logits) logit[sample] /= sum;
        logits[label][sample] -= 1;
        return largest + StrictMath.log(sum) - own;
    }

    private void addGradient(double[] gradient, int at, double[] residuals, int first, int count) {
        for (int i = 0; i < count; i++) {
            addScaled(gradient, at, residuals[i], features[first + i]);
            gradient[at + width] += residuals[i];
        }
    }

    private static void addScaled(double[] sum, double scale, double[] values) {
        for (int i = 0; i < sum.length; i++) sum[i] += scale * values[i];
    }

    private static void addScaled(double[] sum, int at, double scale, float[] values) {
        for (int i = 0; i < values.length; i++) sum[at + i] += scale * values[i];
    }
}

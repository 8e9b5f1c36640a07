package dev.hourglass.metric;

import java.util.Arrays;
import java.util.stream.IntStream;

/// What a linear classifier minimises: a loss of its classes' scores, averaged over samples, and half the penalty times
/// the squared weights. Biases are not punished.
///
/// Samples are cut into a fixed number of groups; each is summed in order by one task, and the sums are added in the
/// order of groups.
final class LinearObjective implements LimitedMemoryBfgs.Objective {
    private static final int GROUPS = 16;

    /// Samples that pass together, so that loops run over samples and weights instead of classes.
    private static final int BLOCK = 64;

    private final ClassLoss loss;
    private final float[][] features;
    private final int[] labels;
    private final int width;
    private final int classes;
    private final double penalty;

    /// `[group][class * (width + 1) + feature]`, the bias last.
    private final double[][] gradients;

    /// @param features `[sample][feature]`, not copied
    /// @param labels the class of each sample, below `classes`
    LinearObjective(ClassLoss loss, float[][] features, int[] labels, int classes, double penalty) {
        this.loss = loss;
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
        double sum = 0;
        Arrays.fill(gradient, 0);
        for (int g = 0; g < GROUPS; g++) {
            sum += losses[g];
            for (int i = 0; i < gradient.length; i++) gradient[i] += gradients[g][i];
        }
        return punish(point, gradient, sum / features.length);
    }

    private double punish(double[] point, double[] gradient, double mean) {
        double squares = 0;
        for (int i = 0; i < gradient.length; i++) {
            double weight = i % (width + 1) == width ? 0 : point[i];
            squares += weight * weight;
            gradient[i] = gradient[i] / features.length + penalty * weight;
        }
        return mean + penalty / 2 * squares;
    }

    private double group(double[] point, int from, int to, double[] gradient) {
        Arrays.fill(gradient, 0);
        double sum = 0;
        var columns = new double[width][BLOCK];
        var scores = new double[classes][BLOCK];
        for (int first = from; first < to; first += BLOCK) {
            int count = Math.min(BLOCK, to - first);
            turn(first, count, columns);
            for (int c = 0; c < classes; c++) {
                Arrays.fill(scores[c], point[c * (width + 1) + width]);
                for (int f = 0; f < width; f++) addScaled(scores[c], point[c * (width + 1) + f], columns[f]);
            }
            for (int i = 0; i < count; i++) sum += loss.toDerivatives(scores, i, labels[first + i]);
            for (int c = 0; c < classes; c++) addGradient(gradient, c * (width + 1), scores[c], first, count);
        }
        return sum;
    }

    /// Samples side by side: `[feature][sample]`.
    private void turn(int first, int count, double[][] columns) {
        for (int i = 0; i < count; i++) {
            var sample = features[first + i];
            for (int f = 0; f < width; f++) columns[f][i] = sample[f];
        }
    }

    private void addGradient(double[] gradient, int at, double[] derivatives, int first, int count) {
        for (int i = 0; i < count; i++) {
            addScaled(gradient, at, derivatives[i], features[first + i]);
            gradient[at + width] += derivatives[i];
        }
    }

    private static void addScaled(double[] sum, double scale, double[] values) {
        for (int i = 0; i < sum.length; i++) sum[i] += scale * values[i];
    }

    private static void addScaled(double[] sum, int at, double scale, float[] values) {
        for (int i = 0; i < values.length; i++) sum[at + i] += scale * values[i];
    }
}

package dev.hourglass.model;

import dev.hourglass.internal.kernel.Randomness;
import java.util.Arrays;

/// Fits a mixture of normal distributions to codes by expectation maximisation (Dempster, Laird and Rubin 1977). Sums have one order.
final class MixtureFitter {
    private static final int MOST_PARTS = 24;
    /// Codes that each part needs, for each of its dimensions.
    private static final int CODES = 8;
    private static final int ROUNDS = 60;
    /// Added to each variance, as a share of that of all codes.
    private static final double RIDGE = 1e-3;
    private static final long SEED = 1;

    private final float[][] codes;
    private final int size;
    private final int parts;
    private final double[] ridge;
    private final double[] weights;
    private final double[][] means;
    private final double[][][] factors;
    /// `[code][part]`: to which share it belongs to the part.
    private final double[][] shares;

    private MixtureFitter(float[][] codes, int parts) {
        this.codes = codes;
        this.size = codes[0].length;
        this.parts = parts;
        this.ridge = new double[size];
        this.weights = new double[parts];
        this.means = new double[parts][size];
        this.factors = new double[parts][size][];
        this.shares = new double[codes.length][parts];
    }

    /// @param codes `[code][dimension]`, at least one
    static CodeMixture fit(float[][] codes) {
        int parts = Math.clamp(codes.length / ((long) CODES * codes[0].length), 1, MOST_PARTS);
        return new MixtureFitter(codes, parts).fit();
    }

    private CodeMixture fit() {
        begin();
        for (int round = 0; round < ROUNDS; round++) {
            maximise();
            if (parts == 1) {
                break;
            }
            expect();
        }
        return new CodeMixture(weights, means, factors);
    }

    /// Each code belongs to the nearest of some, chosen far from each other (k-means++, Arthur and Vassilvitskii 2007).
    private void begin() {
        var nearest = new double[codes.length];
        Arrays.fill(nearest, Double.MAX_VALUE);
        var own = new int[codes.length];
        int centre = 0;
        for (int part = 0; part < parts; part++) {
            double total = 0;
            for (int i = 0; i < codes.length; i++) {
                double distance = distance(codes[i], codes[centre]);
                if (distance < nearest[i]) {
                    nearest[i] = distance;
                    own[i] = part;
                }
                total += nearest[i];
            }
            centre = chosen(nearest, Randomness.uniform(SEED, part) * total);
        }
        for (int i = 0; i < codes.length; i++) shares[i][own[i]] = 1;
        for (int i = 0; i < size; i++) ridge[i] = RIDGE * variance(i) + 1e-12;
    }

    private static int chosen(double[] distances, double place) {
        double sum = 0;
        for (int i = 0; i < distances.length; i++) {
            sum += distances[i];
            if (sum > place) {
                return i;
            }
        }
        return 0;
    }

    private static double distance(float[] code, float[] other) {
        double sum = 0;
        for (int i = 0; i < code.length; i++) {
            double difference = (double) code[i] - other[i];
            sum += difference * difference;
        }
        return sum;
    }

    private double variance(int dimension) {
        double sum = 0;
        double squares = 0;
        for (var code : codes) {
            sum += code[dimension];
            squares += (double) code[dimension] * code[dimension];
        }
        double mean = sum / codes.length;
        return Math.max(0, squares / codes.length - mean * mean);
    }

    private void maximise() {
        for (int part = 0; part < parts; part++) {
            double total = 1e-9;
            var mean = new double[size];
            for (int i = 0; i < codes.length; i++) {
                total += shares[i][part];
                for (int j = 0; j < size; j++) mean[j] += shares[i][part] * codes[i][j];
            }
            for (int j = 0; j < size; j++) mean[j] /= total;
            weights[part] = total / codes.length;
            means[part] = mean;
            factors[part] = cholesky(covariance(part, mean, total));
        }
        double sum = Arrays.stream(weights).reduce(0, Double::sum);
        for (int part = 0; part < parts; part++) weights[part] /= sum;
    }

    private double[][] covariance(int part, double[] mean, double total) {
        var covariance = new double[size][size];
        var difference = new double[size];
        for (int i = 0; i < codes.length; i++) {
            double share = shares[i][part];
            if (share < 1e-12) {
                continue;
            }
            for (int j = 0; j < size; j++) difference[j] = codes[i][j] - mean[j];
            for (int j = 0; j < size; j++) {
                for (int k = 0; k <= j; k++) covariance[j][k] += share * difference[j] * difference[k];
            }
        }
        for (int j = 0; j < size; j++) {
            for (int k = 0; k <= j; k++) covariance[j][k] /= total;
            covariance[j][j] += ridge[j];
        }
        return covariance;
    }

    private static double[][] cholesky(double[][] covariance) {
        int size = covariance.length;
        var factor = new double[size][];
        for (int i = 0; i < size; i++) {
            factor[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                double sum = covariance[i][j];
                for (int k = 0; k < j; k++) sum -= factor[i][k] * factor[j][k];
                factor[i][j] = i == j ? StrictMath.sqrt(Math.max(sum, 1e-12)) : sum / factor[j][j];
            }
        }
        return factor;
    }

    private void expect() {
        for (int i = 0; i < codes.length; i++) {
            var logs = new double[parts];
            double highest = Double.NEGATIVE_INFINITY;
            for (int part = 0; part < parts; part++) {
                logs[part] = StrictMath.log(Math.max(weights[part], 1e-300)) + logDensity(codes[i], part);
                highest = Math.max(highest, logs[part]);
            }
            double sum = 0;
            for (int part = 0; part < parts; part++) {
                shares[i][part] = StrictMath.exp(logs[part] - highest);
                sum += shares[i][part];
            }
            for (int part = 0; part < parts; part++) shares[i][part] /= sum;
        }
    }

    /// Less a constant.
    private double logDensity(float[] code, int part) {
        var factor = factors[part];
        var solved = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double rest = code[i] - means[part][i];
            for (int j = 0; j < i; j++) rest -= factor[i][j] * solved[j];
            solved[i] = rest / factor[i][i];
            sum -= solved[i] * solved[i] / 2 + StrictMath.log(factor[i][i]);
        }
        return sum;
    }
}

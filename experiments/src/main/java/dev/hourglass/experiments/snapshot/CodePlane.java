package dev.hourglass.experiments.snapshot;

import java.util.SplittableRandom;

/// Two coordinates of each code: the code itself where it has two numbers, else those along the two directions in which codes vary
/// most.
///
/// The directions are found by orthogonal iteration (Golub and Van Loan 2013, 8.2.4) that begins at those of the epoch before, so that
/// the plane turns as little as the codes do and a scatter can be followed from one epoch to the next.
final class CodePlane {
    private static final int FIRST_ROUNDS = 20;
    private static final int ROUNDS = 4;

    private double[][] directions = {};

    /// @param codes `[sample][dimension]`
    /// @return `[sample][2]`; of codes of one number the second is 0
    float[][] project(float[][] codes) {
        int size = codes.length == 0 ? 0 : codes[0].length;
        if (size <= 2) {
            var padded = new float[codes.length][2];
            for (int i = 0; i < codes.length; i++) System.arraycopy(codes[i], 0, padded[i], 0, size);
            return padded;
        }
        var mean = mean(codes, size);
        int rounds = ROUNDS;
        if (directions.length == 0) {
            directions = begin(size);
            rounds = FIRST_ROUNDS;
        }
        for (int round = 0; round < rounds; round++) turn(codes, mean);
        var plane = new float[codes.length][2];
        for (int i = 0; i < codes.length; i++) {
            plane[i][0] = (float) along(directions[0], codes[i], mean);
            plane[i][1] = (float) along(directions[1], codes[i], mean);
        }
        return plane;
    }

    private static double[][] begin(int size) {
        var random = new SplittableRandom(1);
        var begin = new double[2][size];
        for (var direction : begin) {
            for (int i = 0; i < size; i++) direction[i] = random.nextGaussian();
        }
        orthonormalise(begin);
        return begin;
    }

    private static double[] mean(float[][] codes, int size) {
        var mean = new double[size];
        for (var code : codes) {
            for (int i = 0; i < size; i++) mean[i] += code[i];
        }
        for (int i = 0; i < size; i++) mean[i] /= codes.length;
        return mean;
    }

    /// Multiplies by the covariance and makes the directions orthonormal again.
    private void turn(float[][] codes, double[] mean) {
        var turned = new double[2][mean.length];
        for (var code : codes) {
            double first = along(directions[0], code, mean);
            double second = along(directions[1], code, mean);
            for (int i = 0; i < mean.length; i++) {
                double centred = code[i] - mean[i];
                turned[0][i] += first * centred;
                turned[1][i] += second * centred;
            }
        }
        if (orthonormalise(turned)) {
            directions = turned;
        }
    }

    /// @return whether the two span a plane; codes that do not vary in two directions do not
    private static boolean orthonormalise(double[][] pair) {
        if (!normalise(pair[0])) {
            return false;
        }
        double share = 0;
        for (int i = 0; i < pair[0].length; i++) share += pair[0][i] * pair[1][i];
        for (int i = 0; i < pair[0].length; i++) pair[1][i] -= share * pair[0][i];
        return normalise(pair[1]);
    }

    private static boolean normalise(double[] direction) {
        double squares = 0;
        for (double part : direction) squares += part * part;
        double length = Math.sqrt(squares);
        if (!(length > 1e-30)) {
            return false;
        }
        for (int i = 0; i < direction.length; i++) direction[i] /= length;
        return true;
    }

    private static double along(double[] direction, float[] code, double[] mean) {
        double sum = 0;
        for (int i = 0; i < mean.length; i++) sum += direction[i] * (code[i] - mean[i]);
        return sum;
    }
}

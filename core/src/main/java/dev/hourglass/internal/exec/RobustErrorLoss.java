package dev.hourglass.internal.exec;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.op.Workspace;

/// Absolute differences, or Huber's losses, with a factor and an offset for each feature.
///
/// @param delta where the square of Huber's loss ends; 0 for absolute differences
record RobustErrorLoss(
        int features, float delta, float factor, double offset, double normaliser, boolean allowsMissing)
        implements DifferenceLoss {
    /// The absolute error is the negative log-density of a Laplace distribution of scale 1, but for a constant.
    static RobustErrorLoss mean(int features, boolean allowsMissing) {
        return new RobustErrorLoss(features, 0, 1, 0, StrictMath.log(2), allowsMissing);
    }

    /// The negative log-density of a Laplace distribution.
    static RobustErrorLoss laplace(int features, double scale, boolean allowsMissing) {
        return new RobustErrorLoss(features, 0, (float) (1 / scale), StrictMath.log(2 * scale), 0, allowsMissing);
    }

    static RobustErrorLoss huber(int features, double delta, boolean allowsMissing) {
        return new RobustErrorLoss(features, (float) delta, 1, 0, logIntegral(delta), allowsMissing);
    }

    /// Of `exp(-loss)`: normal in the middle, exponential at both ends. The integral of the middle by Simpson's rule.
    private static double logIntegral(double delta) {
        int steps = 2000;
        double end = Math.min(delta, 40);
        double sum = 1 + StrictMath.exp(-0.5 * end * end);
        for (int i = 1; i < steps; i++) {
            double x = end * i / steps;
            sum += (i % 2 == 0 ? 2 : 4) * StrictMath.exp(-0.5 * x * x);
        }
        double middle = 2 * sum * end / steps / 3;
        return StrictMath.log(middle + 2 / delta * StrictMath.exp(-0.5 * delta * delta));
    }

    @Override
    public float factor(Workspace workspace) {
        return factor;
    }

    @Override
    public double offset(Workspace workspace) {
        return offset;
    }

    @Override
    public void error(
            Kernels kernels, int count, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d,
            int dAt, float[] loss, int lossAt) {
        if (delta == 0) {
            kernels.absoluteError(count, y, yAt, t, tAt, scale, scaleAt, d, dAt, loss, lossAt);
        } else {
            kernels.huberError(delta, count, y, yAt, t, tAt, scale, scaleAt, d, dAt, loss, lossAt);
        }
    }
}

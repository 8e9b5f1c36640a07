package dev.hourglass.internal.exec;

import dev.hourglass.internal.kernel.Elementary;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Floats;
import dev.hourglass.internal.op.Workspace;

/// Half the deviance of counts from the exponentials of the outputs. A missing target adds nothing.
record PoissonLoss(int features) implements BlockLoss {
    /// From here on Stirling's series is exact to 1e-10.
    private static final double LARGE = 16;

    @Override
    public void compute(Workspace workspace, int panel, int output, int target, int gradient) {
        int lanes = panel * Kernels.LANES;
        workspace.kernels.poisson(
                features, workspace.memory, output, workspace.memory, target, workspace.sums.outputScale, lanes,
                workspace.memory, gradient, workspace.sums.blockLoss, lanes);
    }

    /// The negative logarithm of the probability of a count, given a rate of as much: `log(t!) - t log(t) + t`.
    double normaliser(float target) {
        return target > 0 ? logFactorial(target) - target * StrictMath.log(target) + target : 0;
    }

    /// The logarithm of the gamma function at `count + 1` (Abramowitz and Stegun 1964, 6.1.15 and 6.1.41).
    private static double logFactorial(double count) {
        double x = count + 1;
        double product = 1;
        for (; x < LARGE; x++) product *= x;
        double inverse = 1 / (x * x);
        double series = (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680))) / x;
        return (x - 0.5) * StrictMath.log(x) - x + 0.5 * StrictMath.log(2 * Math.PI) + series
                - StrictMath.log(product);
    }

    @Override
    public void turnBack(Workspace workspace, int output, int lanes) {
        for (int i = output; i < output + features * lanes; i++) {
            workspace.memory[i] = Elementary.exp(workspace.memory[i]);
        }
    }

    @Override
    public void warmUp(
            Kernels kernels, int features, float[] outputs, float[] targets, float[] gradient, float[] lanes) {
        kernels.poisson(
                features, outputs, Floats.ORIGIN, targets, Floats.ORIGIN, lanes, 0, gradient, Floats.ORIGIN, lanes, 0);
    }
}

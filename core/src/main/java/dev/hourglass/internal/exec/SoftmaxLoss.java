package dev.hourglass.internal.exec;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Floats;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.loss.Target;

/// Cross-entropy of classes, and its gradient: the softmax of the logits, less 1 for the sample's own class (Bishop 2006,
/// equations 4.108 and 4.109).
///
/// The own class is that of the label, or the one whose feature is 1: with features `t`, the loss is
/// `sum of t * (log of the sum of exp(y)) - sum of t * y`, and nothing where all of them are 0 or one is NaN,
/// which is how a category is missing.
///
/// Features are compared with in a kernel, 16 samples side by side: a table may have hundreds of categories. Labels, of which there
/// are few, in double precision, one sample after the other and class by class, so that every kernel gives the same bits.
/// The largest logit is taken out first (Blanchard, Higham and Higham 2021).
record SoftmaxLoss(int features, Target target) implements BlockLoss {
    private static final int LANES = Kernels.LANES;

    /// Lanes without a sample get gradients of 0.
    @Override
    public void compute(Workspace workspace, int panel, int output, int wanted, int gradient) {
        switch (target) {
            case FEATURES -> workspace.kernels.softmaxCrossEntropy(
                    features, workspace.memory, output, workspace.memory, wanted, workspace.sums.outputScale,
                    panel * LANES, workspace.memory, gradient, workspace.sums.blockLoss, panel * LANES);
            case CLASS -> computeOfLabels(workspace, panel, output, gradient);
        }
    }

    @Override
    public void warmUp(
            Kernels kernels, int features, float[] outputs, float[] targets, float[] gradient, float[] lanes) {
        if (target == Target.FEATURES) {
            kernels.softmaxCrossEntropy(
                    features, outputs, Floats.ORIGIN, targets, Floats.ORIGIN, lanes, 0, gradient, Floats.ORIGIN, lanes,
                    0);
        }
    }

    private void computeOfLabels(Workspace workspace, int panel, int output, int gradient) {
        var memory = workspace.memory;
        for (int lane = 0; lane < LANES; lane++) {
            int sample = panel * LANES + lane;
            if (sample < workspace.batch.count()) {
                workspace.sums.blockLoss[sample] = (float) loss(
                        memory, output + lane, gradient + lane, workspace.batch.label(sample),
                        workspace.sums.outputScale[sample]);
            } else {
                clear(memory, gradient + lane);
            }
        }
    }

    private double loss(float[] memory, int at, int back, int label, double scale) {
        double largest = largest(memory, at, LANES);
        double sum = 0;
        for (int c = 0; c < features; c++) {
            double power = StrictMath.exp(memory[at + c * LANES] - largest);
            sum += power;
            memory[back + c * LANES] = (float) power;
        }
        for (int c = 0; c < features; c++) {
            double probability = memory[back + c * LANES] / sum;
            memory[back + c * LANES] = (float) (scale * (probability - (c == label ? 1 : 0)));
        }
        return StrictMath.log(sum) - (memory[at + label * LANES] - largest);
    }

    private void clear(float[] memory, int back) {
        for (int c = 0; c < features; c++) {
            memory[back + c * LANES] = 0;
        }
    }

    private double largest(float[] memory, int at, int lanes) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < features; c++) {
            largest = Math.max(largest, memory[at + c * lanes]);
        }
        return largest;
    }

    /// Turns the logits into probabilities, which add up to 1.
    @Override
    public void turnBack(Workspace workspace, int output, int lanes) {
        for (int lane = 0; lane < lanes; lane++) {
            normalise(workspace.memory, output + lane, lanes);
        }
    }

    private void normalise(float[] memory, int at, int lanes) {
        double largest = largest(memory, at, lanes);
        double sum = 0;
        for (int c = 0; c < features; c++) {
            memory[at + c * lanes] = (float) StrictMath.exp(memory[at + c * lanes] - largest);
            sum += memory[at + c * lanes];
        }
        for (int c = 0; c < features; c++) {
            memory[at + c * lanes] = (float) (memory[at + c * lanes] / sum);
        }
    }

    @Override
    public boolean isCorrect(Workspace workspace, int output, int lane) {
        int best = 0;
        for (int c = 1; c < features; c++) {
            best = workspace.memory[output + c * LANES] > workspace.memory[output + best * LANES] ? c : best;
        }
        return target == Target.CLASS && best == workspace.batch.label(lane);
    }
}

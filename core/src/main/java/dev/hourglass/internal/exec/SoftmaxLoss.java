package dev.hourglass.internal.exec;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.loss.Target;

/// Cross-entropy of classes, and its gradient: the softmax of the logits, less 1 for the sample's own class (Bishop 2006,
/// equations 4.108 and 4.109).
///
/// The own class is that of the label, or the one whose feature is 1: with features `t`, the loss is
/// `sum of t * (log of the sum of exp(y)) - sum of t * y`, and nothing where all of them are 0 or one is NaN,
/// which is how a category is missing.
///
/// In double precision, one sample after the other and class by class: there are few classes, and so every kernel gives the
/// same bits. The largest logit is taken out first (Blanchard, Higham and Higham 2021).
record SoftmaxLoss(int features, Target target) implements BlockLoss {
    private static final int LANES = Kernels.LANES;

    /// Lanes without a sample get gradients of 0.
    @Override
    public void compute(Workspace workspace, int panel, int output, int wanted, int gradient) {
        var memory = workspace.memory;
        for (int lane = 0; lane < LANES; lane++) {
            int sample = panel * LANES + lane;
            if (sample < workspace.batch.count()) {
                int label = target == Target.CLASS ? workspace.batch.label(sample) : -1;
                if (target == Target.FEATURES && isMissing(memory, wanted + lane)) {
                    clear(memory, gradient + lane);
                    continue;
                }
                workspace.sums.blockLoss[sample] = (float) loss(
                        memory, output + lane, gradient + lane, wanted + lane, label,
                        workspace.sums.outputScale[sample]);
            } else {
                clear(memory, gradient + lane);
            }
        }
    }

    /// @param label of the sample; below 0 where its features are compared with
    private double loss(float[] memory, int at, int back, int wanted, int label, double scale) {
        double largest = largest(memory, at, LANES);
        double sum = 0;
        double all = 0;
        double own = 0;
        for (int c = 0; c < features; c++) {
            double power = StrictMath.exp(memory[at + c * LANES] - largest);
            double share = share(memory, wanted, label, c);
            sum += power;
            all += share;
            own += share == 0 ? 0 : share * ((double) memory[at + c * LANES] - largest);
            memory[back + c * LANES] = (float) power;
        }
        for (int c = 0; c < features; c++) {
            double probability = memory[back + c * LANES] / sum;
            memory[back + c * LANES] = (float) (scale * (all * probability - share(memory, wanted, label, c)));
        }
        return all * StrictMath.log(sum) - own;
    }

    private static double share(float[] memory, int wanted, int label, int c) {
        if (label < 0) {
            return memory[wanted + c * LANES];
        }
        return c == label ? 1 : 0;
    }

    private boolean isMissing(float[] memory, int wanted) {
        for (int c = 0; c < features; c++) {
            if (Float.isNaN(memory[wanted + c * LANES])) {
                return true;
            }
        }
        return false;
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

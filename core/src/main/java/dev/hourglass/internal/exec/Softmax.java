package dev.hourglass.internal.exec;

import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.internal.op.Workspace;

/// Cross-entropy of classes, and its gradient: the softmax of the logits, less 1 for the sample's own class (Bishop 2006,
/// equations 4.108 and 4.109).
///
/// In double precision, one sample after the other and class by class: there are few classes, and so every kernel gives the
/// same bits. The largest logit is taken out first (Blanchard, Higham and Higham 2021).
final class Softmax {
    private final Buffer logits;
    private final Buffer gradient;

    /// @param output `[class]`
    Softmax(Variable output) {
        this.logits = output.value();
        this.gradient = output.gradient();
    }

    /// Sets each lane's loss and the gradient of its logits; lanes without a sample get gradients of 0.
    void computeLoss(Workspace workspace) {
        for (int panel = 0; panel < workspace.panels(); panel++) {
            for (int lane = 0; lane < logits.lanes(); lane++) {
                int at = logits.at(panel, 0, 0) + lane;
                int back = gradient.at(panel, 0, 0) + lane;
                int sample = panel * logits.lanes() + lane;
                if (sample < workspace.batch.count()) {
                    workspace.sums.loss[sample] = (float) loss(
                            workspace.memory, at, back, workspace.batch.label(sample),
                            workspace.sums.outputScale[sample]);
                } else {
                    clear(workspace.memory, back);
                }
            }
        }
    }

    private double loss(float[] memory, int at, int back, int label, double scale) {
        int lanes = logits.lanes();
        int classes = logits.extent().features();
        double largest = largest(memory, at);
        double own = (double) memory[at + label * lanes] - largest;
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            double power = StrictMath.exp(memory[at + c * lanes] - largest);
            sum += power;
            memory[back + c * lanes] = (float) power;
        }
        for (int c = 0; c < classes; c++) {
            double probability = memory[back + c * lanes] / sum;
            memory[back + c * lanes] = (float) (scale * (c == label ? probability - 1 : probability));
        }
        return StrictMath.log(sum) - own;
    }

    private void clear(float[] memory, int back) {
        for (int c = 0; c < logits.extent().features(); c++) {
            memory[back + c * logits.lanes()] = 0;
        }
    }

    private double largest(float[] memory, int at) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < logits.extent().features(); c++) {
            largest = Math.max(largest, memory[at + c * logits.lanes()]);
        }
        return largest;
    }

    /// Turns the logits into probabilities, which add up to 1.
    void toProbabilities(Workspace workspace) {
        for (int panel = 0; panel < workspace.panels(); panel++) {
            for (int lane = 0; lane < logits.lanes(); lane++) {
                normalise(workspace.memory, logits.at(panel, 0, 0) + lane);
            }
        }
    }

    /// Whether no class is more probable than a sample's own, and none before it as probable.
    boolean isCorrect(Workspace workspace, int lane) {
        int at = logits.at(lane / logits.lanes(), 0, 0) + lane % logits.lanes();
        int best = 0;
        for (int c = 1; c < logits.extent().features(); c++) {
            best = workspace.memory[at + c * logits.lanes()] > workspace.memory[at + best * logits.lanes()] ? c : best;
        }
        return best == workspace.batch.label(lane);
    }

    private void normalise(float[] memory, int at) {
        int lanes = logits.lanes();
        double largest = largest(memory, at);
        double sum = 0;
        for (int c = 0; c < logits.extent().features(); c++) {
            memory[at + c * lanes] = (float) StrictMath.exp(memory[at + c * lanes] - largest);
            sum += memory[at + c * lanes];
        }
        for (int c = 0; c < logits.extent().features(); c++) {
            memory[at + c * lanes] = (float) (memory[at + c * lanes] / sum);
        }
    }
}

package dev.hourglass.internal.exec;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.loss.OutputBlock;
import java.util.Arrays;
import java.util.Locale;

/// A block of outputs in a worker's memory: all rows of a picture, or a range of a flat output.
///
/// @param allowsMissing whether targets may be NaN
record PlacedBlock(
        OutputBlock block, BlockLoss loss, Buffer output, Buffer gradient, Buffer target, boolean allowsMissing) {
    static PlacedBlock of(OutputBlock block, Variable output, Buffer target, boolean allowsMissing) {
        int rows = output.extent().height();
        if (rows > 1 && block.size() != output.extent().features()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "expected one block for outputs of %d rows, found %s", rows, block));
        }
        return new PlacedBlock(
                block, BlockLoss.of(block, block.size() / rows, allowsMissing), output.value(), output.gradient(),
                target,
                allowsMissing);
    }

    private int at(Buffer buffer, int panel, int row) {
        return buffer.at(panel, row, 0) + block.from() * buffer.lanes();
    }

    /// Adds each lane's loss and sets the gradient of the outputs.
    void compute(Workspace workspace) {
        var sums = workspace.sums;
        float scale = loss.factor(workspace);
        double offset = loss.offset(workspace);
        float factor = (float) block.weight() * scale;
        for (int lane = 0; lane < sums.scale.length; lane++) {
            sums.outputScale[lane] = sums.scale[lane] * factor;
        }
        Arrays.fill(sums.blockLoss, 0);
        for (int panel = 0; panel < workspace.panels(); panel++) {
            loss.compute(workspace, panel, output, target, gradient, block.from());
        }
        for (int lane = 0; lane < sums.loss.length; lane++) {
            double offsets = offset == 0 ? 0 : offset * present(workspace, lane);
            sums.loss[lane] += block.weight() * (scale * sums.blockLoss[lane] + offsets);
        }
    }

    /// What makes the loss of a sample a negative logarithm of a probability or a density, in nats.
    double normaliser(Workspace workspace, int lane) {
        return block.weight() * switch (loss) {
            case DifferenceLoss error -> ofPresent(error.normaliser(), workspace, lane);
            case PoissonLoss counts -> normaliser(counts, workspace, lane);
            case SimilarityLoss _, BinaryCrossEntropyLoss _, SoftmaxLoss _ -> 0;
        };
    }

    private double ofPresent(double normaliser, Workspace workspace, int lane) {
        return normaliser == 0 ? 0 : normaliser * present(workspace, lane);
    }

    private double normaliser(PoissonLoss counts, Workspace workspace, int lane) {
        int panel = lane / Kernels.LANES;
        double sum = 0;
        for (int y = 0; y < output.extent().height(); y++) {
            int first = at(target, panel, y) + lane % Kernels.LANES;
            for (int i = 0; i < loss.features(); i++) {
                float wanted = workspace.memory[first + i * Kernels.LANES];
                sum += Float.isNaN(wanted) ? 0 : counts.normaliser(wanted);
            }
        }
        return sum;
    }

    /// Features of a lane's sample that are not missing.
    private int present(Workspace workspace, int lane) {
        if (!allowsMissing) {
            return block.size();
        }
        int first = at(target, lane / Kernels.LANES, 0) + lane % Kernels.LANES;
        int count = 0;
        for (int i = 0; i < block.size(); i++) {
            count += Float.isNaN(workspace.memory[first + i * Kernels.LANES]) ? 0 : 1;
        }
        return count;
    }

    /// Turns the outputs into reconstructions or probabilities.
    void turnBack(Workspace workspace) {
        for (int panel = 0; panel < workspace.panels(); panel++) {
            for (int y = 0; y < output.extent().height(); y++) {
                loss.turnBack(workspace, at(output, panel, y), output.lanes());
            }
        }
    }

    /// Whether the class of the sample in a lane is predicted.
    boolean isCorrect(Workspace workspace, int lane) {
        int first = at(output, lane / Kernels.LANES, 0);
        return loss.isCorrect(workspace, first + lane % Kernels.LANES, lane);
    }
}

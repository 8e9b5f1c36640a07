package dev.hourglass.internal.corruption;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.op.Noise;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.corruption.ColumnNoise;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.BlockLosses;
import dev.hourglass.spec.loss.GaussianLikelihood;
import dev.hourglass.spec.loss.Huber;
import dev.hourglass.spec.loss.LaplaceLikelihood;
import dev.hourglass.spec.loss.MeanAbsoluteError;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.OutputBlock;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import dev.hourglass.spec.loss.StructuralSimilarity;
import java.util.List;

/// Noise for blocks of numbers, and other blocks left out. What is drawn for a block follows from its first feature.
record ColumnNoiseOp(ColumnNoise noise, List<OutputBlock> blocks, Buffer target, Buffer input) implements CorruptionOp {
    @Override
    public void corrupt(Workspace workspace, Dataset data, int panel) {
        var keys = workspace.batch.keys(panel, Noise.CORRUPTION);
        for (var block : blocks) {
            int from = target.at(panel, 0, 0) + block.from() * target.lanes();
            int to = input.at(panel, 0, 0) + block.from() * input.lanes();
            if (isNumeric(block)) {
                workspace.kernels.addNoise(
                        keys, block.from(), block.size(), (float) noise.sigma(), Float.NEGATIVE_INFINITY,
                        Float.POSITIVE_INFINITY, workspace.memory, from, workspace.memory, to);
            } else {
                workspace.kernels.strike(
                        keys, block.from(), 1, block.size(), (float) noise.probability(), 0, 0, workspace.memory, from,
                        workspace.memory, to);
            }
        }
    }

    private static boolean isNumeric(OutputBlock block) {
        return switch (block.loss()) {
            case MeanSquaredError _, MeanAbsoluteError _, Huber _, StructuralSimilarity _, GaussianLikelihood _, LaplaceLikelihood _ ->
                true;
            case BinaryCrossEntropy _, SoftmaxCrossEntropy _, BlockLosses _ -> false;
        };
    }
}

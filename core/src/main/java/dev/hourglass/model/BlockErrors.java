package dev.hourglass.model;

import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.BlockLosses;
import dev.hourglass.spec.loss.GaussianLikelihood;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.OutputBlock;
import dev.hourglass.spec.loss.Reconstruction;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import java.util.Locale;

/// How far each block of a reconstruction is from its sample, by the block's own loss and weight: which column of a row is unlike what
/// a model expects.
///
/// In double precision and in a fixed order, so that the same numbers give the same bits on any machine.
public final class BlockErrors {
    /// Probabilities are taken to be no nearer than this to 0 and 1, as Keras does, so that one that is wrong and sure of itself does
    /// not make the error infinite.
    private static final double LEAST_PROBABILITY = 1e-7;

    private BlockErrors() {}

    /// Writes the loss of each block, summed over the features that are not missing and multiplied by the block's weight. A category
    /// that is missing costs 0.
    ///
    /// @param outputs what the reconstruction means, as `model.spec().outputs()` has it
    /// @param sample `[feature]`, NaN where missing
    /// @param reconstruction `[feature]`, as the model gives it: probabilities under cross-entropies
    /// @param errors `[block]`, overwritten
    /// @throws IllegalArgumentException if an array has another length
    public static void of(Reconstruction outputs, float[] sample, float[] reconstruction, double[] errors) {
        int features = outputs.shape().size();
        var blocks = outputs.blocks();
        if (sample.length != features || reconstruction.length != features || errors.length != blocks.size()) {
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                    "expected %d features twice and room for %d blocks, found %d, %d and %d", features, blocks.size(),
                    sample.length, reconstruction.length, errors.length));
        }
        for (int i = 0; i < errors.length; i++) {
            errors[i] = blocks.get(i).weight() * error(blocks.get(i), sample, reconstruction);
        }
    }

    private static double error(OutputBlock block, float[] sample, float[] reconstruction) {
        return switch (block.loss()) {
            case MeanSquaredError() -> squaredError(block, sample, reconstruction);
            case GaussianLikelihood(double sd) -> squaredError(block, sample, reconstruction) / (2 * sd * sd)
                    + present(block, sample) * (StrictMath.log(sd) + 0.5 * StrictMath.log(2 * Math.PI));
            case BinaryCrossEntropy() -> binaryCrossEntropy(block, sample, reconstruction);
            case SoftmaxCrossEntropy _ ->
                present(block, sample) < block.size() ? 0 : crossEntropy(block, sample, reconstruction);
            case BlockLosses _ -> throw new IllegalArgumentException("expected the loss of one block, found several");
        };
    }

    private static int present(OutputBlock block, float[] sample) {
        int count = 0;
        for (int f = block.from(); f < block.end(); f++) {
            count += Float.isNaN(sample[f]) ? 0 : 1;
        }
        return count;
    }

    private static double squaredError(OutputBlock block, float[] sample, float[] reconstruction) {
        double sum = 0;
        for (int f = block.from(); f < block.end(); f++) {
            if (!Float.isNaN(sample[f])) {
                double difference = (double) reconstruction[f] - sample[f];
                sum += difference * difference;
            }
        }
        return sum;
    }

    private static double binaryCrossEntropy(OutputBlock block, float[] sample, float[] reconstruction) {
        double sum = 0;
        for (int f = block.from(); f < block.end(); f++) {
            if (!Float.isNaN(sample[f])) {
                double p = clamped(reconstruction[f]);
                sum -= sample[f] * StrictMath.log(p) + (1.0 - sample[f]) * StrictMath.log(1 - p);
            }
        }
        return sum;
    }

    private static double crossEntropy(OutputBlock block, float[] sample, float[] reconstruction) {
        double sum = 0;
        for (int f = block.from(); f < block.end(); f++) {
            sum -= sample[f] == 0 ? 0 : sample[f] * StrictMath.log(clamped(reconstruction[f]));
        }
        return sum;
    }

    private static double clamped(double probability) {
        return Math.clamp(probability, LEAST_PROBABILITY, 1 - LEAST_PROBABILITY);
    }
}

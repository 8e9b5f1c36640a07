package dev.hourglass.model;

import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.BlockLosses;
import dev.hourglass.spec.loss.GaussianLikelihood;
import dev.hourglass.spec.loss.Huber;
import dev.hourglass.spec.loss.LaplaceLikelihood;
import dev.hourglass.spec.loss.MeanAbsoluteError;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.OutputBlock;
import dev.hourglass.spec.loss.Reconstruction;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import dev.hourglass.spec.loss.StructuralSimilarity;
import java.util.Locale;

/// How far each block of a reconstruction is from its sample, by the block's own loss and weight: which column of a row is unlike what
/// a model expects.
///
/// In double precision and in a fixed order, so that the same numbers give the same bits on any machine.
public final class BlockErrors {
    /// Probabilities are taken to be no nearer than this to 0 and 1, as Keras does, so that one that is wrong and sure of itself does
    /// not make the error infinite.
    public static final double LEAST_PROBABILITY = 1e-7;

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
            errors[i] = blocks.get(i).weight() * errorOf(blocks.get(i)).of(sample, reconstruction, 0);
        }
    }

    /// Adds a block's error, likewise, of some samples.
    ///
    /// @param samples `[sample][feature]`
    /// @param reconstructions likewise
    /// @param features of a sample
    /// @param errors one for each sample, added to
    static void add(OutputBlock block, float[] samples, float[] reconstructions, int features, double[] errors) {
        var error = errorOf(block);
        double weight = block.weight();
        for (int i = 0; i < errors.length; i++) {
            errors[i] += weight * error.of(samples, reconstructions, i * features);
        }
    }

    /// The error of a block without its weight.
    private interface BlockError {
        /// @param at where the sample begins in both
        double of(float[] samples, float[] reconstructions, int at);
    }

    private static BlockError errorOf(OutputBlock block) {
        int from = block.from();
        int size = block.size();
        return switch (block.loss()) {
            case MeanSquaredError() -> (x, y, at) -> squaredError(x, y, at + from, size);
            case GaussianLikelihood(double sd, _) -> (x, y, at) -> squaredError(x, y, at + from, size) / (2 * sd * sd)
                    + present(x, at + from, size) * (StrictMath.log(sd) + 0.5 * StrictMath.log(2 * Math.PI));
            case MeanAbsoluteError() -> (x, y, at) -> absoluteError(x, y, at + from, size);
            case LaplaceLikelihood(double scale) -> (x, y, at) -> absoluteError(x, y, at + from, size) / scale
                    + present(x, at + from, size) * StrictMath.log(2 * scale);
            case Huber(double delta) -> (x, y, at) -> huber(delta, x, y, at + from, size);
            case StructuralSimilarity _ ->
                throw new IllegalArgumentException("expected a loss of features one by one, found ssim");
            case BinaryCrossEntropy() -> (x, y, at) -> binaryCrossEntropy(x, y, at + from, size);
            case SoftmaxCrossEntropy _ -> (x, y, at) -> crossEntropy(x, y, at + from, size);
            case BlockLosses _ -> throw new IllegalArgumentException("expected the loss of one block, found several");
        };
    }

    private static int present(float[] samples, int from, int size) {
        int count = 0;
        for (int i = from; i < from + size; i++) {
            count += Float.isNaN(samples[i]) ? 0 : 1;
        }
        return count;
    }

    private static double squaredError(float[] samples, float[] reconstructions, int from, int size) {
        double sum = 0;
        for (int i = from; i < from + size; i++) {
            if (!Float.isNaN(samples[i])) {
                double difference = (double) reconstructions[i] - samples[i];
                sum += difference * difference;
            }
        }
        return sum;
    }

    private static double absoluteError(float[] samples, float[] reconstructions, int from, int size) {
        double sum = 0;
        for (int i = from; i < from + size; i++) {
            if (!Float.isNaN(samples[i])) {
                sum += Math.abs((double) reconstructions[i] - samples[i]);
            }
        }
        return sum;
    }

    private static double huber(double delta, float[] samples, float[] reconstructions, int from, int size) {
        double sum = 0;
        for (int i = from; i < from + size; i++) {
            if (!Float.isNaN(samples[i])) {
                double difference = Math.abs((double) reconstructions[i] - samples[i]);
                double clipped = Math.min(difference, delta);
                sum += clipped * (difference - 0.5 * clipped);
            }
        }
        return sum;
    }

    private static double binaryCrossEntropy(float[] samples, float[] reconstructions, int from, int size) {
        double sum = 0;
        for (int i = from; i < from + size; i++) {
            if (!Float.isNaN(samples[i])) {
                double p = clamped(reconstructions[i]);
                sum -= samples[i] * StrictMath.log(p) + (1.0 - samples[i]) * StrictMath.log(1 - p);
            }
        }
        return sum;
    }

    /// 0 where one feature is missing.
    private static double crossEntropy(float[] samples, float[] reconstructions, int from, int size) {
        double sum = 0;
        for (int i = from; i < from + size; i++) {
            if (Float.isNaN(samples[i])) {
                return 0;
            }
            sum -= samples[i] == 0 ? 0 : samples[i] * StrictMath.log(clamped(reconstructions[i]));
        }
        return sum;
    }

    private static double clamped(double probability) {
        return Math.clamp(probability, LEAST_PROBABILITY, 1 - LEAST_PROBABILITY);
    }
}

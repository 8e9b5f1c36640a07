package dev.hourglass.model;

import dev.hourglass.metric.ImageMetrics;
import java.util.Optional;
import java.util.OptionalDouble;

/// How well an autoencoder reconstructs some samples, uncorrupted, from corrupted ones where its spec has a corruption.
///
/// @param loss the objective per feature
/// @param penalty what penalties add to the loss, where there are any
/// @param mse the squared error per feature
/// @param bce the cross-entropy per feature, in nats, where that is the loss
/// @param corruptedMse the squared error per feature of the corrupted input, where the spec has a corruption
/// @param inpainting errors inside the corrupted parts, where the corruption leaves others alone and changed something
/// @param sparsity of the codes, where the spec asks for sparse ones
/// @param variational the parts of the evidence lower bound, where the code is variational
public record ReconstructionEvaluation(
        int samples,
        double loss,
        OptionalDouble penalty,
        double mse,
        OptionalDouble bce,
        OptionalDouble corruptedMse,
        Optional<Inpainting> inpainting,
        Optional<Sparsity> sparsity,
        Optional<VariationalEvaluation> variational) implements Evaluation {

    /// Squared errors per feature of the pixels, or features of a flat sample, that the corruption changed.
    ///
    /// @param mse of the reconstruction
    /// @param corruptedMse of the corrupted input
    public record Inpainting(double mse, double corruptedMse) {}

    /// How sparse codes are.
    ///
    /// @param meanActivation the mean number in a code
    /// @param nonZeros how many numbers of a code are not 0, as a mean over samples, where they can be 0
    public record Sparsity(double meanActivation, OptionalDouble nonZeros) {}

    /// The peak signal-to-noise ratio in dB, for values in 0..1; infinite where there is no error.
    public double psnr() {
        return ImageMetrics.psnr(mse);
    }

    /// The same of the corrupted input.
    public OptionalDouble corruptedPsnr() {
        return corruptedMse.isPresent()
                ? OptionalDouble.of(ImageMetrics.psnr(corruptedMse.getAsDouble()))
                : OptionalDouble.empty();
    }
}

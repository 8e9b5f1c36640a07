package dev.hourglass.internal.exec;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.BlockLosses;
import dev.hourglass.spec.loss.GaussianLikelihood;
import dev.hourglass.spec.loss.Huber;
import dev.hourglass.spec.loss.LaplaceLikelihood;
import dev.hourglass.spec.loss.MeanAbsoluteError;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.OutputBlock;
import dev.hourglass.spec.loss.Poisson;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import dev.hourglass.spec.loss.StructuralSimilarity;
import java.util.Optional;

/// How the loss of a block of outputs is computed, one row of a panel at a time: its value, its gradient, and what turns the
/// outputs back.
sealed interface BlockLoss
        permits DifferenceLoss, SimilarityLoss, BinaryCrossEntropyLoss, PoissonLoss, SoftmaxLoss {
    /// @param features of the block in a row
    /// @param allowsMissing whether targets may be NaN, which adds nothing to loss and gradient
    static BlockLoss of(OutputBlock block, int features, boolean allowsMissing) {
        return switch (block.loss()) {
            case MeanSquaredError() -> SquaredErrorLoss.mean(features, allowsMissing);
            case MeanAbsoluteError() -> RobustErrorLoss.mean(features, allowsMissing);
            case LaplaceLikelihood(double scale) -> RobustErrorLoss.laplace(features, scale, allowsMissing);
            case Huber(double delta) -> RobustErrorLoss.huber(features, delta, allowsMissing);
            case StructuralSimilarity(double weight) -> new SimilarityLoss(features, weight);
            case GaussianLikelihood(double sd, boolean isLearnt) ->
                SquaredErrorLoss.likelihood(features, sd, isLearnt, allowsMissing);
            case BinaryCrossEntropy() -> new BinaryCrossEntropyLoss(features, allowsMissing);
            case Poisson() -> new PoissonLoss(features);
            case SoftmaxCrossEntropy _ -> new SoftmaxLoss(features, block.target());
            case BlockLosses _ -> throw new IllegalArgumentException("expected the loss of one block, found several");
        };
    }

    /// Outputs of the block in a row.
    int features();

    /// What is summed is multiplied by this.
    default float factor(Workspace workspace) {
        return 1;
    }

    /// What each feature that is not missing adds then.
    default double offset(Workspace workspace) {
        return 0;
    }

    /// Adds each lane's loss to [dev.hourglass.internal.op.LaneSums#blockLoss] and sets the gradient of the outputs, by
    /// [dev.hourglass.internal.op.LaneSums#outputScale].
    ///
    /// @param output where the row's outputs are in the workspace's memory
    /// @param target where the features in the same range are
    /// @param gradient where the gradient goes
    void compute(Workspace workspace, int panel, int output, int target, int gradient);

    /// Likewise of a whole picture, row by row where nothing else is said.
    ///
    /// @param from the first of the block's features in a row
    default void compute(Workspace workspace, int panel, Buffer output, Buffer target, Buffer gradient, int from) {
        for (int y = 0; y < output.extent().height(); y++) {
            compute(workspace, panel, output.at(panel, y, 0) + from * output.lanes(),
                    target.at(panel, y, 0) + from * target.lanes(),
                    gradient.at(panel, y, 0) + from * gradient.lanes());
        }
    }

    /// Turns a row of outputs into reconstructions or probabilities.
    ///
    /// @param lanes of the panel
    default void turnBack(Workspace workspace, int output, int lanes) {}

    /// The function that [#turnBack] calls, if it is one that layers have too, so that the JIT can be shown it beforehand.
    default Optional<Activation> inverseLink() {
        return Optional.empty();
    }

    /// Whether no class is more probable than the sample's own, and none before it as probable; false for a loss of features.
    ///
    /// @param output where the sample's first output is
    default boolean isCorrect(Workspace workspace, int output, int lane) {
        return false;
    }

    /// Calls the kernel that [#compute] calls, if any, so that the JIT compiles it.
    ///
    /// @param lanes of zeros, a scale and a loss for each lane
    default void warmUp(Kernels kernels, int features, float[] outputs, float[] targets, float[] gradient,
            float[] lanes) {}
}

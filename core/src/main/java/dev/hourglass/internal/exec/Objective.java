package dev.hourglass.internal.exec;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.TopK;
import dev.hourglass.spec.latent.WinnerTakeAll;
import dev.hourglass.spec.loss.ClassProbabilities;
import dev.hourglass.spec.loss.Outputs;
import dev.hourglass.spec.loss.Reconstruction;
import java.util.Arrays;
import java.util.Optional;

/// The end of a forward pass: the loss of the outputs, block by block, and the gradient that goes back from there.
final class Objective {
    private final Outputs outputs;
    private final PlacedBlock[] blocks;
    private final double beta;
    private final boolean corrupts;
    private final Buffer input;
    private final Buffer target;
    private final Buffer output;
    private final int terms;

    Objective(Graph graph) {
        this(graph, graph.spec().outputs());
    }

    Objective(Graph graph, Outputs outputs) {
        this.outputs = outputs;
        boolean allowsMissing = graph.spec().loss().allowsMissing();
        this.blocks = outputs.blocks().stream()
                .map(block -> PlacedBlock.of(block, graph.output(), graph.target(), allowsMissing))
                .toArray(PlacedBlock[]::new);
        this.beta = switch (graph.spec().latent()) {
            case DeterministicLatent(), TopK _, WinnerTakeAll _ -> 0;
            case GaussianLatent gaussian -> gaussian.beta();
        };
        this.corrupts = !(graph.spec().corruption() instanceof NoCorruption);
        this.input = graph.input().value();
        this.target = graph.target();
        this.output = graph.output().value();
        this.terms = outputs.terms();
    }

    /// Sums each lane's loss and sets the gradient of the outputs. Where several draws of a sample are weighed, the lanes'
    /// scales are multiplied by their shares, which follow from the losses: so these are computed twice.
    void compute(Workspace workspace) {
        computeLoss(workspace);
        if (workspace.batch.isImportanceWeighted) {
            weigh(workspace);
            computeLoss(workspace);
        }
    }

    /// Sums each lane's loss over the blocks.
    void computeLoss(Workspace workspace) {
        Arrays.fill(workspace.sums.loss, 0);
        for (var block : blocks) {
            block.compute(workspace);
        }
    }

    /// Multiplies each lane's scale by its share in the importance-weighted bound, `w / sum of w` over the draws of its
    /// sample with `log w = -loss - divergence` (Burda et al. 2016, equation 14).
    private void weigh(Workspace workspace) {
        for (int first = 0; first < workspace.batch.count(); first += workspace.batch.samplesPerInput()) {
            setLogWeights(workspace, first);
            double all = LogSumExp.of(workspace.sums.logWeights, first, workspace.batch.samplesPerInput());
            for (int lane = first; lane < first + workspace.batch.samplesPerInput(); lane++) {
                workspace.sums.scale[lane] *= (float) StrictMath.exp(workspace.sums.logWeights[lane] - all);
            }
        }
    }

    private void setLogWeights(Workspace workspace, int first) {
        for (int lane = first; lane < first + workspace.batch.samplesPerInput(); lane++) {
            workspace.sums.logWeights[lane] = -lossAndDivergence(workspace, lane);
        }
    }

    /// The objective of a sample, per feature.
    ///
    /// @param first its first lane; all its draws follow
    double of(Workspace workspace, int first) {
        double cost = 0;
        if (workspace.batch.isImportanceWeighted) {
            setLogWeights(workspace, first);
            cost = StrictMath.log(workspace.batch.samplesPerInput())
                    - LogSumExp.of(workspace.sums.logWeights, first, workspace.batch.samplesPerInput());
        } else {
            for (int lane = first; lane < first + workspace.batch.samplesPerInput(); lane++) {
                cost += lossAndDivergence(workspace, lane);
            }
            cost /= workspace.batch.samplesPerInput();
        }
        return cost / terms;
    }

    private double lossAndDivergence(Workspace workspace, int lane) {
        return workspace.sums.loss[lane] + beta * workspace.batch.klWeight * workspace.sums.divergence[lane];
    }

    /// The negative log-likelihood of one lane's sample, given its code, in nats.
    double nats(Workspace workspace, int lane) {
        double nats = workspace.sums.loss[lane];
        for (var block : blocks) {
            nats += block.normaliser(workspace, lane);
        }
        return nats;
    }

    /// Turns the outputs into reconstructions or probabilities.
    void finish(Workspace workspace) {
        for (var block : blocks) {
            block.turnBack(workspace);
        }
    }

    /// The loss and other measures of one sample, after [#compute] and [#finish].
    SampleLoss sampleLoss(Workspace workspace, int lane) {
        return new SampleLoss(
                of(workspace, lane),
                workspace.sums.loss[lane] / terms,
                nats(workspace, lane),
                workspace.sums.divergence[lane],
                switch (outputs) {
                    case Reconstruction _ -> Optional.of(
                            corrupts
                                    ? ReconstructionError.of(workspace.memory, lane, target, input, output)
                                    : ReconstructionError.ofUncorrupted(workspace.memory, lane, target, output));
                    case ClassProbabilities _ -> Optional.empty();
                },
                Arrays.stream(blocks).anyMatch(block -> block.isCorrect(workspace, lane)));
    }
}

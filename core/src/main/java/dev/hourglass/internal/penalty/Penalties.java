package dev.hourglass.internal.penalty;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.layout.ParameterRange;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.penalty.Contractive;
import dev.hourglass.spec.penalty.ContractiveProjection;
import dev.hourglass.spec.penalty.KlSparsity;
import dev.hourglass.spec.penalty.L1Activity;
import dev.hourglass.spec.penalty.WeightDecay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The penalties of a network that is being trained, at work; for most networks there are none.
public final class Penalties {
    private final List<CodePenalty> onCodes = new ArrayList<>();
    private final Optional<MeanActivations> activations;
    private final Optional<ContractivePenalty> contractive;
    private final Optional<ProjectionPenalty> projection;
    private final Optional<WeightDecayPenalty> decay;
    private final int terms;

    /// @param weights all parameters, as they are at each step
    public Penalties(Graph graph, float[] weights) {
        var spec = graph.spec();
        terms = graph.terms();
        activations = spec.penalty(KlSparsity.class).map(_ -> new MeanActivations(graph));
        contractive = spec.penalty(Contractive.class).map(penalty -> new ContractivePenalty(graph, penalty, weights));
        projection = spec.penalty(ContractiveProjection.class).map(penalty -> new ProjectionPenalty(graph, penalty));
        decay = spec.penalty(WeightDecay.class).map(WeightDecayPenalty::new);
        spec.penalty(KlSparsity.class)
                .ifPresent(penalty -> onCodes.add(new KlSparsityPenalty(graph, penalty, activations.orElseThrow())));
        spec.penalty(L1Activity.class).ifPresent(penalty -> onCodes.add(new L1ActivityPenalty(graph, penalty)));
        contractive.ifPresent(onCodes::add);
        projection.ifPresent(onCodes::add);
    }

    /// The batch statistic that a penalty asks for, if one does.
    public Optional<MeanActivations> activations() {
        return activations;
    }

    /// The penalty that wants micro-batches to go through the encoder with moved inputs, if there is one.
    public Optional<ProjectionPenalty> projection() {
        return projection;
    }

    /// Prepares the passes of a step; statistics have concluded.
    public void begin() {
        for (int i = 0; i < onCodes.size(); i++) {
            onCodes.get(i).begin();
        }
    }

    /// What each sample of a micro-batch costs, into `micro-batch.penalty`.
    public void addCosts(Workspace workspace) {
        for (int i = 0; i < onCodes.size(); i++) {
            onCodes.get(i).addCosts(workspace);
        }
    }

    /// Adds to the gradient of the code.
    public void addGradients(Workspace workspace) {
        for (int i = 0; i < onCodes.size(); i++) {
            onCodes.get(i).addGradients(workspace);
        }
    }

    /// Prepares the gradients of weights; all passes are done.
    ///
    /// @param share of the batch that the samples of these passes are
    public void beginWeightGradients(double share) {
        if (decay.isPresent()) {
            decay.get().beginGradients(share, terms);
        }
        if (contractive.isPresent()) {
            contractive.get().fold();
        }
    }

    /// Adds to the gradients of some parameters.
    public void addWeightGradients(ParameterRange range, float[] weights, float[] gradient) {
        if (decay.isPresent()) {
            decay.get().addGradients(range, weights, gradient);
        }
        if (contractive.isPresent()) {
            contractive.get().addWeightGradients(gradient, range.from(), range.to());
        }
    }

    public boolean hasDecay() {
        return decay.isPresent();
    }

    /// The squares that [#ofBatch] asks for, of some parameters.
    public static double squares(ParameterRange range, float[] weights) {
        return WeightDecayPenalty.squares(range, weights);
    }

    /// Of one lane, per feature.
    public double of(Workspace workspace, int lane) {
        return (double) workspace.sums.penalty[lane] / terms;
    }

    /// Of a whole batch, beside what its samples cost, per feature.
    ///
    /// @param squares the sum of all weights' squares
    public double ofBatch(double squares) {
        double cost = decay.isPresent() ? decay.get().cost(squares) : 0;
        for (int i = 0; i < onCodes.size(); i++) {
            cost += onCodes.get(i).ofBatch();
        }
        return cost / terms;
    }
}

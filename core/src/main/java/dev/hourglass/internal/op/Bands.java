package dev.hourglass.internal.op;

import java.util.List;
import java.util.Optional;

/// An operation as passes over bands of rows, which one after the other compute the same as its [Op.Executor].
///
/// @param forward each reads what the one before has written
/// @param weightGradients likewise; they read the output's gradient
/// @param backward likewise, behind these
public record Bands(List<BandPass> forward, List<BandPass> weightGradients, List<BandPass> backward) {
    public Bands {
        forward = List.copyOf(forward);
        weightGradients = List.copyOf(weightGradients);
        backward = List.copyOf(backward);
    }

    /// Whether each way has a pass that begins when all rows are there.
    public boolean waitForAll() {
        return forward.stream().anyMatch(BandPass::waitsForAll) && backward.stream().anyMatch(BandPass::waitsForAll);
    }

    /// Those of an operation with weights.
    ///
    /// @param activation that the output ends with
    static Optional<Bands> of(ActivationStep activation, BandPass forward, BandPass weights, PanelPass backward) {
        var activated = List.of(activation.behind(forward));
        var derived = List.of(activation.before(weights));
        return backward instanceof BandPass back ? Optional.of(new Bands(activated, derived, List.of(back)))
                : backward.equals(PanelPass.NONE) ? Optional.of(new Bands(activated, derived, List.of()))
                        : Optional.empty();
    }
}

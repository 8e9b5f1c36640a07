package dev.hourglass.internal.exec;

import dev.hourglass.internal.optimizer.Slot;
import dev.hourglass.spec.WeightAverage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// All that a training engine's next step depends on, beside its spec, options and data.
///
/// @param step steps taken so far
/// @param weights all parameters in file order
/// @param slots what the optimizer remembers
public record EngineState(long step, float[] weights, List<Slot> slots) {
    public EngineState {
        slots = List.copyOf(slots);
    }

    /// The parameters of the model at this step: averaged, where an average is kept.
    public float[] modelWeights(Optional<WeightAverage> average) {
        return RunningAverage.weights(this, average);
    }

    /// @throws IllegalArgumentException if another state has other slots, or other numbers of values
    void requireLike(EngineState other) {
        if (!shape().equals(other.shape())) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "expected %s, found %s", other.shape(), shape()));
        }
    }

    private List<String> shape() {
        var all = Stream.concat(Stream.of(new Slot("weights", weights)), slots.stream());
        return all.map(slot -> String.format(Locale.ROOT, "%s of %d parameters", slot.name(), slot.values().length))
                .toList();
    }
}

package dev.hourglass.spec.penalty;

import dev.hourglass.spec.Require;

/// Asks for codes of few large numbers: `weight * sum over j of |code[j]|`, averaged over samples.
///
/// @param weight above 0
public record L1Activity(double weight) implements Penalty {
    public L1Activity {
        Require.positive("l1_activity", "weight", weight);
    }
}

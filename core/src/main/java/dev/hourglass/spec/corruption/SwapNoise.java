package dev.hourglass.spec.corruption;

import dev.hourglass.internal.check.Require;

/// Gives each block of the loss, such as a column of a table, with some probability the value that another sample has there, drawn from
/// all others of the data with equal probability: so columns keep their distributions, and lose their relation to others (Jahrer 2017,
/// "swap noise"). A block that is missing in the other sample becomes missing.
///
/// @param probability at least 0 and below 1
public record SwapNoise(double probability) implements Corruption {
    public SwapNoise {
        Require.fraction("swap", "probability", probability);
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public boolean needsBlocks() {
        return true;
    }
}

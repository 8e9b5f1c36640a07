package dev.hourglass.bench.race;

import java.util.Locale;

/// What the race can measure.
enum RaceMeasure {
    /// The time of a training step.
    STEP,
    /// The most memory that a process had resident.
    MEMORY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

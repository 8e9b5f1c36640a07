package dev.hourglass.bench.race;

import java.util.Locale;

/// What ratios are published of.
enum PublishedMeasure {
    /// The time of a training step.
    STEP("bench/race");

    private final String command;

    PublishedMeasure(String command) {
        this.command = command;
    }

    /// The program that publishes it.
    String command() {
        return command;
    }

    /// As in published.csv.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package dev.hourglass.bench.race;

import java.util.Locale;

/// What ratios are published of.
enum PublishedMeasure {
    /// The time of a training step.
    STEP("bench/race"),
    /// The time of one sample's code, and of a reconstruction; of many samples likewise.
    ENCODE_ONE("bench/inference"),
    ENCODE_MANY("bench/inference"),
    RECONSTRUCT_ONE("bench/inference"),
    RECONSTRUCT_MANY("bench/inference"),
    /// The time from the start of a process to the end of its first epoch.
    START("bench/start");

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

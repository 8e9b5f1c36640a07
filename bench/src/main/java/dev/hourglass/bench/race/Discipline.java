package dev.hourglass.bench.race;

import java.util.Locale;

/// What frameworks race in.
enum Discipline {
    TRAINING, INFERENCE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

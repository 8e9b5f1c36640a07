package dev.hourglass.bench.race;

/// What else runs while a contender trains.
enum Neighbour {
    NONE("undisturbed"), BUSY("a busy core");

    private final String title;

    Neighbour(String title) {
        this.title = title;
    }

    /// What reports call it.
    String title() {
        return title;
    }
}

package dev.hourglass.bench.race;

import java.util.Map;

/// A framework with a setting.
///
/// @param environment variables of its process
record Entry(Framework framework, int threads, Map<String, String> environment) {
    @Override
    public String toString() {
        return "%s, threads %d %s".formatted(framework.title(), threads, environment);
    }
}
